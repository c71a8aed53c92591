from markupsafe import Markup

from odoo import api, models

# What a message says to each customer, in Odoo's two languages for it.
OWN = {
    "name": "object.name",
    "group": "object.customer_category_letter_group",
    "benefit": "object.customer_category_letter_benefit",
    "until": "object.customer_category_letter_until",
    "progress": "object.customer_category_letter_progress",
    "stay": "object.customer_category_letter_stay",
    "company": "object.customer_category_letter_company",
}
# The ready segments of the addon, and the message that suits each.
KIND_OF_SEGMENT = {
    "customer_category_lapsing_regulars": "lapsing",
    "customer_category_overdue": "lapsing",
    "customer_category_win_back": "lapsing",
    "customer_category_first_visit": "first_visit",
}


class CustomerCategoryReadyMessage(models.AbstractModel):
    """Messages that are ready to send, in the language of who sends them."""

    _name = "customer.category.ready.message"
    _description = "Ready Messages to Customer Categories"

    @api.model
    def _selection_ready_message(self):
        return [
            ("lapsing", self.env._("Lapsing regulars: we miss you")),
            ("first_visit", self.env._("After the first visit")),
            ("welcome", self.env._("Welcome to a group")),
            ("losing", self.env._("About to lose a group")),
            ("expiring", self.env._("Membership expires")),
            ("offer", self.env._("An offer for members")),
        ]

    def _suitable_message(self):
        """Return which ready message suits these categories."""
        if len(self) != 1:
            return "offer"
        name = self.get_external_id()[self.id].rpartition(".")[2]
        if name in KIND_OF_SEGMENT:
            return KIND_OF_SEGMENT[name]
        return "welcome" if self.assignment == "rewards" else "offer"

    @api.model
    def _prepare_ready_message(self, kind):
        """Return the values of a mailing with a ready message.

        :param str kind: a key of ``_selection_ready_message``
        :return: dict of ``subject``, ``body_arch``, ``body_html``, ``body_plaintext``
        """
        subject, title, paragraphs = self._ready_text(kind)
        body = self.env["ir.qweb"]._render(
            "customer_category.ready_message",
            {
                "title": title,
                "paragraphs": [self._with_own_values(text) for text in paragraphs],
                "own": {key: self._own_html(key) for key in OWN},
                "is_staying": any("[stay]" in text for text in paragraphs),
            },
            minimal_qcontext=True,
        )
        return {
            "subject": subject,
            "body_arch": body,
            "body_html": body,
            "body_plaintext": self._ready_sms(kind),
        }

    @api.model
    def _own_html(self, key):
        return Markup('<t t-out="%s"></t>') % Markup(OWN[key])

    @api.model
    def _with_own_values(self, text):
        """Return a text with the places of the customer's own values, as HTML."""
        html = Markup.escape(text)
        for key in OWN:
            html = html.replace(f"[{key}]", self._own_html(key))
        return html

    @api.model
    def _ready_text(self, kind):
        """Return subject, title and paragraphs; ``[name]`` and others are per customer.

        :param str kind: a key of ``_selection_ready_message``, or ``left``, which is
            for automatic notes alone
        """
        texts = {
            "lapsing": (
                self.env._("We have not seen you for a while"),
                self.env._("We miss you"),
                [
                    self.env._("Dear [name],"),
                    self.env._(
                        "you used to be with us often, and it has been a while. Come "
                        "by again: we look forward to seeing you."
                    ),
                ],
            ),
            "first_visit": (
                self.env._("Thank you for your first visit"),
                self.env._("It was good to meet you"),
                [
                    self.env._("Dear [name],"),
                    self.env._(
                        "thank you for coming to us for the first time. How did you "
                        "like it? Just reply to this message; we read every answer."
                    ),
                ],
            ),
            "welcome": (
                self.env._("Welcome: you are in"),
                self.env._("Good to have you with us"),
                [
                    self.env._("Dear [name],"),
                    self.env._(
                        "you are in now: [group]. Thank you for being our customer."
                    ),
                ],
            ),
            "losing": (
                self.env._("Keep your rewards group"),
                self.env._("We would like to keep you"),
                [
                    self.env._("Dear [name],"),
                    self.env._(
                        "your place in [group] is at risk, because you were with us "
                        "less often lately. Come by soon to keep it. [stay]"
                    ),
                ],
            ),
            "expiring": (
                self.env._("Your membership ends soon"),
                self.env._("Stay with us"),
                [
                    self.env._("Dear [name],"),
                    self.env._("[until] We look forward to seeing you."),
                ],
            ),
            "left": (
                self.env._("Your membership has ended"),
                self.env._("Thank you for being with us"),
                [
                    self.env._("Dear [name],"),
                    self.env._(
                        "your membership of [group] has ended. You are welcome here as "
                        "before."
                    ),
                ],
            ),
            "offer": (
                self.env._("Something for our members"),
                self.env._("Only for you"),
                [
                    self.env._("Dear [name],"),
                    self.env._(
                        "as a member you are the first to hear: this week there is "
                        "something special for you. Come by and see."
                    ),
                ],
            ),
        }
        return texts[kind]

    @api.model
    def _ready_sms(self, kind):
        """Return the text of an SMS, with Odoo's own places for the customer's values.

        :param str kind: a key of ``_selection_ready_message``
        """
        text = {
            "lapsing": self.env._(
                "[name], we miss you! Come by again soon. [progress]"
            ),
            "first_visit": self.env._(
                "Thank you for your first visit, [name]! See you again soon. [progress]"
            ),
            "welcome": self.env._("Welcome to [group], [name]! [benefit]"),
            "losing": self.env._(
                "[name], your place in [group] is at risk. Come by soon! [stay]"
            ),
            "expiring": self.env._("[name], we look forward to seeing you. [until]"),
            "left": self.env._("[name], your membership of [group] has ended."),
            "offer": self.env._(
                "[name], something special waits for you as a member this week. "
                "[benefit]"
            ),
        }[kind]
        for key, expression in OWN.items():
            text = text.replace(f"[{key}]", f"{{{{ {expression} }}}}")
        return text

    @api.model
    def _ready_filter(self, kind):
        """Return whom of the members the message is for, as a domain in text form."""
        if kind == "losing":
            return [("customer_category_at_risk", "=", True)]
        if kind == "expiring":
            return [
                ("customer_category_date_expire", ">=", "today"),
                ("customer_category_date_expire", "<=", "today +30d"),
            ]
        return []
