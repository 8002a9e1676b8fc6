"""Columns in which people agree, or do not: to advertising with their data, or only to being written to.

Whoever does not agree to advertising is no row for TikTok. Whether "accepts marketing" means more than mails only the
company knows, so those rows stay, and a note counts them.

Sources: the consent fields of Shopify, WooCommerce, Klaviyo, Mailchimp, HubSpot, Segment and Google's consent mode.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from tiktok_tui.mapping.suggest.vocabulary.answers import answers, key
from tiktok_tui.mapping.suggest.vocabulary.languages.known import LANGUAGES
from tiktok_tui.mapping.suggest.vocabulary.languages.language import phrases
from tiktok_tui.mapping.suggest.vocabulary.nesting import innermost
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed, words

_AGREEMENT = frozenset(
    """
    consent consents consented consentgiven agree agreed agreement permission optin einwilligung zustimmung
    werbeeinwilligung consentement consentimiento consenso consentimento gdpr dsgvo rgpd lgpd
    """.split()
)
_ACCEPTS = frozenset("accepts accept acepta acepto aceita aceito accetta accetto accepte akzeptiert".split())
"""Words of agreement that speak of something else, such as an offer, unless they say of what."""
_OBJECTION = frozenset("optout unsubscribed unsubscribe suppressed widerspruch werbewiderspruch opposition".split())
_OBJECTIONS = (
    "donotsell",
    "donotshare",
    "donottrack",
    "donotadvertise",
    "limitadtracking",
    "ccpaoptout",
    "limiteddatause",
    "restricteddataprocessing",
)
_OF_OBJECTIONS = frozenset("do not track advertise limit limited restricted".split())
"""Words of these that stand nowhere else."""
_OBJECTIONS_TO_MAILS = ("donotcontact", "donotemail", "donotmail", "donotcall", "dontcontact")
_MAILS = frozenset(
    """
    email emails mail mails mailing communicate communication communications contact contacted sms newsletter
    newsletters whatsapp push call calls unsubscribed unsubscribe subscribed accepts accept accepted
    acceptsmarketing
    """.split()
)
"""Words of being written to: beside them, agreement is about nothing else as far as the header says."""
_TO_MAILS = frozenset("newsletter newsletters subscribed acceptsmarketing emailoptin smsoptin newsletteroptin".split())
"""Words that ask for agreement by themselves."""
_BESIDE = frozenset(
    """
    is has was do did you we us i be may can with by user customer buyer client kunde given status state flag
    marketing ads ad advertising advertisement from all process store tracking privacy data processing cookie
    cookies personalization personalisation level type value yn werbung zur datenschutz publicite publicidad
    pubblicita publicidade to for of the my personal info information or sell share sale ccpa cpra and third party
    parties receive receiving get hear our sharing purpose purposes targeted targeting being used use remarketing
    retargeting profiling tiktok tik tok partner partners para con per pour comercial commerciale commercial datos dados
    donnees dati datenweitergabe weitergabe datennutzung profilazione profilierung perfilado dritte terzi terceros
    terceiros tiers cesion cessao cessione lgpd rgpd gdpr dsgvo category categories preferences preference
    """.split()
)
"""Words that may stand beside them; any other (date, text, ID, source) makes the column something else."""
_ADS = frozenset(
    """
    marketing ads ad advertising advertisement tracking personalization personalisation werbung publicite publicidad
    pubblicita publicidade targeting remarketing retargeting tiktok tik tok
    """.split()
)
_LAWS = frozenset("gdpr dsgvo rgpd lgpd".split())
_OF_PLATFORMS = (
    *("aduserdata", "adpersonalization", "adpersonalisation", "adstorage", "adsstorage"),
    "dataprocessingoptions",
)
"""Ends of names of Google's consent (`privacy_info.ads_storage`), and of the options of Meta, Snapchat and Amazon that
limit the use of a person's data."""
_REFUSED = frozenset(
    """
    denied refused declined rejected withdrawn revoked unsubscribed notsubscribed optedout optout notgranted notgiven
    notconsented blocked abgelehnt widerrufen nichterteilt verweigert refuse refusee retire retiree denegado denegada
    rechazado rechazada revocado negato negata rifiutato rifiutata revocato negado negada recusado recusada revogado
    idonotagree idontagree idisagree disagree disagreed donotagree idonotconsent idontconsent donotconsent noconsent
    idonotaccept idontaccept idonotauthorize ichstimmenichtzu stimmenichtzu nichteinverstanden ichbinnichteinverstanden
    jenacceptepas jerefuse jeneconsenspas jenesuispasdaccord noacepto noautorizo noconsiento noestoydeacuerdo
    nonacconsento nonaccetto nonautorizzo nonprestoilconsenso naoaceito naoautorizo naoconcordo naoconsinto
    ikganietakkoord nietakkoord
    ldu lmu limiteddatause notchecked unchecked
    """.split()
)
_ANSWERS = (
    ("yes", "no"), ("true", "false"), ("1", "0"), ("y", "n"), ("t", "f"), ("granted", "denied"),
    ("accepted", "declined"), ("checked", "not checked"),
    ("subscribed", "unsubscribed"), ("opted in", "opted out"), ("ja", "nein"), ("oui", "non"),
    ("sí", "no"), ("sim", "não"), *((phrases(each.yes)[0], phrases(each.no)[0]) for each in LANGUAGES),
)  # fmt: skip
"""A yes, and the no that a later file may well hold beside it."""


@dataclass(frozen=True, slots=True)
class Consent:
    """The question of a column: agreement to advertising, or only to mails; an objection asks the other way round."""

    to_ads: bool
    objects: bool = False

    def refused(self, cells: Iterable[str]) -> list[str]:
        """Return the cells that refuse; blank ones, and those that are neither yes nor no, say nothing.

        >>> Consent(to_ads=True).refused(["yes", "", "denied"]), Consent(to_ads=True, objects=True).refused(["yes"])
        (['denied'], ['yes'])
        """
        # “Opted out” in a column of objections is one, although such a column asks the other way round.
        found = list(cells)
        said = answers("", found)
        refusals = _REFUSED | (said.yes if self.objects else said.no)
        return [cell for cell in found if cell and key(cell) in refusals]

    def usual(self, cells: Iterable[str]) -> list[str]:
        """Return the refusals that a later file may hold whose answers are like these cells.

        >>> Consent(to_ads=True).usual(["Granted"]), Consent(to_ads=True, objects=True).usual(["false", "opted in"])
        (['denied'], ['true', 'opted out'])
        """
        said = {squeezed(cell) for cell in cells}
        pairs = [(no, yes) if self.objects and squeezed(no) not in _REFUSED else (yes, no) for yes, no in _ANSWERS]
        return list(dict.fromkeys(refusal for answer, refusal in pairs if squeezed(answer) in said))


@lru_cache(maxsize=4096)
def consent(name: str) -> Consent | None:
    """Return the question of a column of this name, or None.

    >>> consent("GDPR consent"), consent("Accepts Marketing"), consent("Do not sell")
    (Consent(to_ads=True, objects=False), Consent(to_ads=False, objects=False), Consent(to_ads=True, objects=True))
    """
    said = _joined_opt(words(innermost(name)))
    whole, different = "".join(said), frozenset(said)
    objects = any(phrase in whole for phrase in _OBJECTIONS) and different <= _BESIDE | _OBJECTION | _OF_OBJECTIONS
    if objects or whole in _OBJECTIONS:
        return Consent(to_ads=True, objects=True)
    if whole in _OBJECTIONS_TO_MAILS:
        return Consent(to_ads=False, objects=True)
    if whole.endswith(_OF_PLATFORMS) or whole in _in_other_languages():
        return Consent(to_ads=True)
    if whole in _mails_in_other_languages():
        return Consent(to_ads=False)
    asks = different & (_AGREEMENT | _OBJECTION | _TO_MAILS)
    accepts = different & _ACCEPTS if not asks.isdisjoint(_LAWS) or not different.isdisjoint(_ADS) else frozenset()
    asks |= accepts
    if not asks:
        return None
    if not different <= asks | _MAILS | _BESIDE:
        return None
    # An opt-in that does not say to what is mostly one to mails; an opt-out that does not is one from everything.
    mails = different & (_MAILS | _TO_MAILS) or (accepts and asks.isdisjoint(_LAWS))
    to_mails = mails or (asks == {"optin"} and _ADS.isdisjoint(different))
    return Consent(to_ads=not to_mails, objects=not _OBJECTION.isdisjoint(different))


@cache
def _in_other_languages() -> frozenset[str]:
    return frozenset(squeezed(name) for each in LANGUAGES for name in phrases(each.consent))


@cache
def _mails_in_other_languages() -> frozenset[str]:
    return frozenset(squeezed(name) for each in LANGUAGES for name in phrases(each.mails))


def _joined_opt(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words with `opt in`, `opted in` as `optin`, and so for `out`."""
    joined: list[str] = []
    for word in said:
        if word in ("in", "out") and joined and joined[-1] in ("opt", "opted"):
            joined[-1] = f"opt{word}"
        else:
            joined.append({"optedin": "optin", "optedout": "optout"}.get(word, word))
    return tuple(joined)
