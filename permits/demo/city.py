"""A commune above 50,000 inhabitants, with the offices that serve it and one person for each post."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.functions import Function
from accounts.models import Membership, Office, OfficeKind, Profession, ProfessionalIdentity, User

SINCE = date(2010, 1, 1)
CODE = "rivage"
RATES = {"rates": {"toc_building": 20, "toc_house": 25, "toc_restoration": 500}}

#: code, kind, parent code, French name, Arabic name, functions
OFFICES = (
    ("wilaya", OfficeKind.WILAYA, "", "Wilaya de démonstration", "ولاية نموذجية", (Function.GOVERNOR,)),
    ("prefecture", OfficeKind.PREFECTURE, "wilaya", "Préfecture de démonstration", "عمالة نموذجية",
     (Function.REVIEWER, Function.HEAD, Function.GOVERNOR, Function.LOCAL_AUTHORITY)),
    (CODE, OfficeKind.COMMUNE, "prefecture", "Commune du Rivage (démonstration)", "جماعة الساحل (نموذجية)",
     (Function.DESK, Function.PRESIDENT, Function.CASHIER, Function.SECRETARY, Function.REVIEWER,
      Function.INSPECTOR)),
    ("urban-agency", OfficeKind.URBAN_AGENCY, "", "Agence urbaine de démonstration",
     "الوكالة الحضرية النموذجية",
     (Function.REVIEWER, Function.HEAD)),
    ("civil-protection", OfficeKind.CIVIL_PROTECTION, "", "Protection civile", "الوقاية المدنية",
     (Function.REVIEWER,)),
    ("telecom", OfficeKind.TELECOM, "", "Télécommunications", "الاتصالات", (Function.REVIEWER,)),
    ("networks", OfficeKind.NETWORKS, "", "Eau, assainissement, électricité", "الماء والتطهير والكهرباء",
     (Function.REVIEWER,)),
    ("land-registry", OfficeKind.LAND_REGISTRY, "", "Conservation foncière", "المحافظة العقارية",
     (Function.REVIEWER,)),
    ("hygiene", OfficeKind.HYGIENE, "", "Bureau municipal d'hygiène", "المكتب الجماعي لحفظ الصحة",
     (Function.REVIEWER,)),
)  # fmt: skip

ROLE_NAMES = {
    Function.DESK: ("Agent du guichet unique", "موظف الشباك الوحيد"),
    Function.PRESIDENT: ("Président du conseil communal", "رئيس مجلس الجماعة"),
    Function.SECRETARY: ("Secrétaire de la commission", "كاتب اللجنة"),
    Function.CASHIER: ("Régisseur communal", "شسيع المداخيل"),
    Function.REVIEWER: ("Instructeur", "المكلف بالدراسة"),
    Function.HEAD: ("Responsable", "المسؤول"),
    Function.GOVERNOR: ("Gouverneur", "العامل"),
    Function.LOCAL_AUTHORITY: ("Autorité locale", "السلطة المحلية"),
    Function.INSPECTOR: ("Contrôleur", "المراقب"),
    Function.ADMINISTRATOR: ("Administrateur", "المدير"),
}


@dataclass
class City:
    """The commune and everybody in it, found by office and function."""

    commune: Office
    offices: dict[str, Office]
    people: dict[tuple[str, Function], User] = field(default_factory=dict)
    architect: User = field(default_factory=User)
    owner: User = field(default_factory=User)

    def who(self, function: Function, office: str = CODE) -> User:
        """The person who holds a function in an office."""
        return self.people[office, function]


@transaction.atomic
def make_city(password: str | None = None) -> City:
    """The city, made once; calling again gives the same one."""
    offices = {
        code: _office(code, kind, name_fr, name_ar) for code, kind, _p, name_fr, name_ar, _f in OFFICES
    }
    for code, _kind, parent, *_rest in OFFICES:
        if parent:
            Office.objects.filter(pk=offices[code].pk).update(parent=offices[parent])
    city = City(commune=Office.objects.get(code=CODE), offices={o.code: o for o in Office.objects.all()})
    for code, *_rest, functions in OFFICES:
        for function in functions:
            city.people[code, function] = _person(city.offices[code], function, password)
    city.architect = _architect(city, password)
    city.owner = _user("maitre-ouvrage", "Maître d'ouvrage", "صاحب المشروع", password)
    return city


def _office(code: str, kind: OfficeKind, name_fr: str, name_ar: str) -> Office:
    office, _created = Office.objects.get_or_create(
        code=code,
        defaults={
            "kind": kind,
            "name_fr": name_fr,
            "name_ar": name_ar,
            "territory": []
            if kind in (OfficeKind.WILAYA, OfficeKind.PREFECTURE, OfficeKind.COMMUNE)
            else [CODE],
            "population": 82_000 if code == CODE else None,
            "settings": RATES if code == CODE else {},
            "valid_from": SINCE,
        },
    )
    return office


def _user(name: str, name_fr: str, name_ar: str, password: str | None) -> User:
    email = f"{name}@demo.invalid"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, password, name_fr=name_fr, name_ar=name_ar)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _person(office: Office, function: Function, password: str | None) -> User:
    role_fr, role_ar = ROLE_NAMES[function]
    user = _user(
        f"{function.value.replace('_', '-')}.{office.code}",
        f"{role_fr} – {office.name_fr}",
        role_ar,
        password,
    )
    post = office.post(function)
    Membership.objects.get_or_create(
        user=user, post=post, valid_from=SINCE, defaults={"act": "acte de démonstration"}
    )
    return user


def _architect(city: City, password: str | None) -> User:
    user = _user("architecte", "Architecte", "المهندس المعماري", password)
    ProfessionalIdentity.objects.get_or_create(
        profession=Profession.ARCHITECT,
        order_number="DEMO-001",
        defaults={"user": user, "checked_on": SINCE, "checked_by": city.who(Function.DESK)},
    )
    return user
