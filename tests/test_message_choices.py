"""Which messages customers want, as they say on My Rewards."""

from odoo.http import Request
from odoo.tools import mute_logger

from .common import PASSWORD, create_category, create_customer
from .test_rewards_page import RewardsPageCase

URL = "/my/rewards/messages"


class TestMessageChoices(RewardsPageCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env, "VIP")
        self.join(self.vip)

    def choose(self, *names, shown=None, **values):
        """Send the form with some boxes ticked, as Ann, and return the answer."""
        self.authenticate("ann", PASSWORD)
        shown = self.customer.customer_category_ids if shown is None else shown
        sent = {f"shown_{category.id}": "1" for category in shown}
        sent.update(dict.fromkeys(names, "on"))
        data = {"csrf_token": Request.csrf_token(self), **sent, **values}
        response = self.url_open(URL, data=data)
        self.env.invalidate_all()
        return response

    def unwanted(self, customer=None):
        optouts = (customer or self.customer).customer_category_optout_ids
        return {(optout.category_id.name, optout.channel) for optout in optouts}

    def test_box_that_is_not_ticked_is_a_no(self):
        response = self.choose(f"email_{self.vip.id}")
        self.assertIn("Your choices are saved.", response.text)
        self.assertEqual(self.unwanted(), {("VIP", "sms")})

    def test_ticking_it_again_takes_the_no_back(self):
        self.choose()
        self.assertEqual(self.unwanted(), {("VIP", "email"), ("VIP", "sms")})
        self.choose(f"email_{self.vip.id}", f"sms_{self.vip.id}")
        self.assertFalse(self.unwanted())

    def test_what_is_not_on_the_page_stays_as_it_is(self):
        secret = create_category(self.env, "Bad payers", confidential=True)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = create_category(self.env, "Theirs", company_id=other.id)
        trade = create_category(self.env, "Trade")
        self.join(secret + theirs)
        self.customer._opt_out_of_customer_categories(trade, ["email"])
        ids = [*(secret + theirs + trade + self.vip).ids]
        self.choose(*(f"email_{i}" for i in ids), *(f"sms_{i}" for i in ids))
        self.assertEqual(self.unwanted(), {("Trade", "email")})
        self.choose()
        self.assertEqual(
            self.unwanted(), {("Trade", "email"), ("VIP", "email"), ("VIP", "sms")}
        )

    def test_form_says_what_it_asks_about(self):
        self.authenticate("ann", PASSWORD)
        page = self.url_open("/my/rewards").text
        self.assertIn(f'name="shown_{self.vip.id}"', page)

    def test_form_that_is_old_decides_about_what_it_showed_alone(self):
        self.vip.needs_consent = True
        trade = create_category(self.env, "Trade", needs_consent=True)
        self.join(trade)
        self.customer._opt_in_to_customer_categories(trade, source="signup")
        self.choose(f"sms_{trade.id}", shown=self.vip)
        self.assertEqual(self.unwanted(), {("VIP", "email"), ("VIP", "sms")})

    def test_nobody_chooses_for_somebody_else(self):
        eve = create_customer(self.env, "Eve")
        self.join(self.vip, eve)
        self.choose(partner_id=eve.id, uid=self.env.uid, customer=eve.id)
        self.assertFalse(self.unwanted(eve))

    def test_nonsense_is_no_error(self):
        names = ["email_", "sms_x", "fax_1", "email_-1", "_", "email_9" + "9" * 40]
        response = self.choose(*names, "email_٣")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(self.unwanted(), {("VIP", "email"), ("VIP", "sms")})

    def test_form_of_another_site_chooses_nothing(self):
        self.authenticate("ann", PASSWORD)
        with mute_logger("odoo.http"):
            for data in ({}, {"csrf_token": "forged"}):
                response = self.url_open(URL, data={"x": "1", **data})
                self.assertEqual(response.status_code, 400)
        self.assertFalse(self.unwanted())

    def test_visitors_must_log_in(self):
        self.authenticate(None, None)
        token = Request.csrf_token(self)
        response = self.url_open(URL, {"csrf_token": token}, allow_redirects=False)
        self.assertIn("/web/login", response.headers["Location"])
