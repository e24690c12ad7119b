import java.io.File;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Checks PDF files against one flavour of PDF/A with veraPDF. Arguments: flavour (for example 3u), files.
 * Prints one line per failed rule, fields parted by tabs: number of the file, rule, how often, description;
 * then one line per file: number, "checked", number of checks.
 */
public class Check {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
        for (int number = 1; number < arguments.length; number++) {
            check(number - 1, new File(arguments[number]), flavour);
        }
    }

    private static void check(int number, File file, PDFAFlavour flavour) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                RuleId rule = failed.getKey();
                String name = rule.getClause() + "-" + rule.getTestNumber();
                String text = result.getValidationProfile().getRuleByRuleId(rule).getDescription();
                print(number, name, failed.getValue().toString(), text.replaceAll("\\s+", " "));
            }
            print(number, "checked", String.valueOf(result.getTotalAssertions()));
        } catch (Exception error) {
            print(number, "unreadable", "1", String.valueOf(error.getMessage()).replaceAll("\\s+", " "));
            print(number, "checked", "0");
        }
    }

    private static void print(int number, String... fields) {
        System.out.println(number + "\t" + String.join("\t", fields));
    }
}
