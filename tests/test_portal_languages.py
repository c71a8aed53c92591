"""Pages for customers say their language, and speak that of who reads them."""

from unittest.mock import patch

from odoo.tools.translate import code_translations

from .common import PASSWORD, create_category, create_rewards_group
from .test_rewards_page import RewardsPageCase

FRENCH = {
    "My rewards": "Mes avantages",
    "An invoice without asking for it.": "Une facture sans la demander.",
    "Join %s": "Rejoindre %s",
}


class TestPortalLanguages(RewardsPageCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env, "VIP", invoice_by_default=True)
        self.vip.action_create_signup_link()
        self.join(self.vip)
        create_rewards_group(self.env, "Silver")
        self.buy()

    def open(self, url):
        self.authenticate("ann", PASSWORD)
        return self.url_open(url).text

    def speak_french(self):
        """Let Ann read French, and translate some texts as a catalogue does."""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        page = self.env.ref("customer_category.portal_my_rewards")
        page.update_field_translations(
            "arch_db", {"fr_FR": {"Your groups": "Vos groupes"}}
        )
        self.vip.with_context(lang="fr_FR").name = "Cercle d'or"
        known = {**code_translations.python_translations}
        known["customer_category", "fr_FR"] = FRENCH
        return patch.object(code_translations, "python_translations", known)

    def test_pages_say_their_language_and_title(self):
        for url, title in (
            ("/my/rewards", "My rewards"),
            (f"/rewards/join/{self.vip._signup_token()}", "VIP"),
            ("/rewards/join/x", "This link does not work any more"),
        ):
            page = self.open(url)
            self.assertIn('<html lang="en-US">', page)
            self.assertIn(f"<title>{title}</title>", page)

    def test_reader_of_another_language(self):
        url = f"/rewards/join/{self.vip._signup_token()}"
        with self.speak_french():
            page = self.open("/my/rewards")
            self.customer._remove_customer_categories(self.vip, "signup")
            link = self.open(url)
        self.assertIn('<html lang="fr-FR">', page)
        for text in ("Mes avantages", "Vos groupes", "Une facture", "Cercle d'or"):
            self.assertIn(text, page.replace("&#39;", "'"))
        self.assertIn("Rejoindre Cercle d'or", link.replace("&#39;", "'"))
        for text in ("Your groups", "An invoice", "VIP"):
            self.assertNotIn(text, page)

    def test_bars_say_what_they_measure(self):
        page = self.open("/my/rewards")
        self.assertRegex(
            page,
            r'role="progressbar" aria-valuemin="0" aria-valuemax="100" '
            r'aria-label="Visits at least 3" aria-valuenow="33"',
        )
