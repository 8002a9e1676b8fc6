"""Names the rows of people who are no customers: staff, the company itself, tests."""

from __future__ import annotations

from tiktok_tui.mapping.suggest.draft import MappingDraft
from tiktok_tui.mapping.suggest.vocabulary.state_words import keys
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_KINDS = keys(
    """
    type; group; class; category; segment; tier; kind; tag; tags; role; typ; gruppe; klasse; kategorie; rolle;
    groupe; catégorie; profil; tipo; grupo; clase; categoría; segmento; perfil; categoria; gruppo; classe; soort;
    groep; klas; categorie; grupp; kategori; tyyppi; ryhmä; grupa; kategoria; rodzaj; skupina; druh; csoport;
    típus; tip; grup; tür; grubu; tipi; группа; тип; категория; група; τύπος; ομάδα; نوع; فئة; סוג; קבוצה; 区分;
    分類; 種別; ランク; 类型; 类别; 分组; 類型; 類別; 유형; 구분; 등급; 그룹; jenis; golongan; loại; nhóm; ประเภท;
    กลุ่ม
    """
)
_TOGETHER = keys(
    """
    Kundengruppe; Kundentyp; Kundenart; Kundenkategorie; Kundenklasse; klantgroep; klanttype; kundgrupp; kundtyp;
    kundegruppe; kundetype; asiakasryhmä; asiakastyyppi; 顧客区分; 会員区分; 顧客分類; 顧客種別; 会員種別;
    会員ランク; 客户类型; 客户类别; 客户分组; 会员类型; 客戶類型; 客戶類別; 會員類型; 고객유형; 고객구분;
    회원구분; 회원등급; 고객그룹; ประเภทลูกค้า; กลุ่มลูกค้า
    """
)
"""Names in one word."""
_CUSTOMERS = keys(
    """
    customer; client; buyer; member; user; account; contact; guest; shopper; Kunde; Kunden; Käufer; Mitglied;
    acheteur; cliente; comprador; acquirente; klant; kund; kunde; asiakas; asiakkaan; klienta; klient; zákazníka;
    zákazník; vevő; ügyfél; clientului; müşteri; клиента; клиент; клієнта; πελάτη; العميل; pelanggan; khách
    """
)
OWN = keys(
    """
    staff; employee; employees; internal; team; team member; own use; own account; house account; test; tester;
    tests; Mitarbeiter; Mitarbeiterin; Mitarbeitende; Personalkauf; intern; Eigenbedarf; Angestellte;
    employé; employés; salarié; personnel; interne; équipe; empleado; empleados; interno; interna;
    equipo; funcionário; funcionários; colaborador; colaboradores; equipe; equipa; dipendente; dipendenti;
    medewerker; medewerkers; personeel; anställd; anställda; personalköp; medarbejder; ansat; ansatt;
    henkilökunta; työntekijä; pracownik; pracownicy; zaměstnanec; zaměstnanci; alkalmazott; dolgozó; angajat;
    angajați; personel; çalisan; сотрудник; сотрудники; співробітник; υπάλληλος; προσωπικό; موظف; עובד; 社員;
    従業員; スタッフ; 社内; 员工; 内部; 員工; 직원; 임직원; karyawan; pegawai; nhân viên; nội bộ; พนักงาน;
    intercompany; inter company; interco; intracompany; intragroup; group company; related party; Konzern;
    konzernintern; verbundenes Unternehmen; verbundene Unternehmen; intragroupe; intragrupo; intragruppo; koncern;
    関連会社; グループ会社; 关联公司; 关联方; 계열사
    """
)
"""Without `personal`: staff in German and Spanish, a private person in English."""


def tell_own_people(draft: MappingDraft) -> None:
    """Say which cells of a column of kinds of customers name the company's own people, whose rows are sent."""
    taken = {*draft.used(), *draft.only, *draft.leave_out}
    for column in draft.columns:
        if column.name in taken or not _holds_kinds_of_customers(column.name):
            continue
        if own := [cell for cell, _ in draft.counts(column.name) if names_own_people(column.name, cell)]:
            draft.tell_sent(column, own, none="customers")


def names_own_people(name: str, cell: str) -> bool:
    """Return True if a cell names the company's own people, and its column sorts customers.

    >>> names_own_people("Customer Type", "Staff"), names_own_people("Type", "Staff")
    (True, False)
    """
    return squeezed(cell) in OWN and _holds_kinds_of_customers(name)


def _holds_kinds_of_customers(name: str) -> bool:
    """Return True if a column of this name sorts customers, as by their group."""
    said = words(name)
    return squeezed(name) in _TOGETHER or not (_KINDS.isdisjoint(said) or _CUSTOMERS.isdisjoint(said))
