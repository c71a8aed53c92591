"""A shop with a confidential category everywhere, and what a user sees of it all."""

from .common import (
    CategoryCase,
    create_category,
    create_customer,
    create_price_rule,
    create_pricelist,
    create_product,
    create_rewards_group,
)

NAME = "Qqsecret"


class ConfidentialCase(CategoryCase):
    """Ann is in a confidential category and in another, Bob in the first alone."""

    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env, "VIP", show_at_till=True)
        self.secret = create_category(self.env, NAME, confidential=True)
        self.group = create_rewards_group(
            self.env, f"{NAME} group", min_visits=1, visit_days=9, confidential=True
        )
        self.bob = create_customer(self.env, "Bob")
        self.cid = create_customer(self.env, "Cid")
        self.customer._add_customer_categories(
            self.secret | self.vip, "manual", date_expire="2099-01-01"
        )
        self.bob._add_customer_categories(self.secret, "bulk", name=f"Added to {NAME}")
        self.pricelist = create_pricelist(self.env)
        self.rule = create_price_rule(self.pricelist, self.secret, fixed_price=70)
        create_price_rule(self.pricelist, self.vip, fixed_price=90)
        self.shop.write(
            {
                "use_pricelist": True,
                "pricelist_id": self.pricelist.id,
                "available_pricelist_ids": self.pricelist.ids,
            }
        )
        self.wine = create_product(
            self.env, "Wine", customer_category_ids=self.secret.ids
        )
        self.account = self.env["pos.payment.method"].create(
            {"name": "Account", "customer_category_ids": self.secret.ids}
        )
        self.program = self.env["loyalty.program"].create(
            {
                "name": "Points",
                "program_type": "loyalty",
                "customer_category_ids": (self.secret | self.vip).ids,
            }
        )
        self.order = self.buy(self.customer)
        self.order.lines.customer_category_id = self.secret
        self.buy(self.bob)
        self.env.flush_all()
        self.env.invalidate_all()

    def secrets(self):
        return self.secret | self.group

    def forget_secrets(self):
        """Make the database as if nothing had ever been in a confidential category."""
        ids = self.secrets().ids
        for statement in FORGET:
            self.env.cr.execute(statement, [ids] * statement.count("%s"))
        self.env.invalidate_all()
        self.env.registry.clear_cache()


# Rows that are about a category go; what merely names one names none.
FORGET = (
    "UPDATE res_partner SET rewards_category_id = NULL",
    "UPDATE pos_order SET rewards_category_id = NULL",
    "UPDATE pos_order_line SET customer_category_id = NULL"
    " WHERE customer_category_id = ANY(%s)",
    "DELETE FROM customer_category_operation",
    *(
        f"DELETE FROM {table} WHERE {column} = ANY(%s)"  # noqa: S608 constants
        for table, column in (
            ("customer_category_membership", "category_id"),
            ("product_pricelist_item", "customer_category_id"),
            ("res_partner_customer_category_rel", "category_id"),
            ("customer_category_pos_order_rel", "category_id"),
            ("customer_category_product_template_rel", "customer_category_id"),
            ("customer_category_loyalty_program_rel", "customer_category_id"),
            ("customer_category_pos_payment_method_rel", "customer_category_id"),
        )
    ),
)


def category_fields(registry):
    """Return the stored fields that point to categories, of records that last."""
    return [
        field
        for model in registry.values()
        for field in model._fields.values()
        if field.comodel_name == "customer.category"
        and field.store
        and field.type in ("many2one", "many2many")
        and not (model._abstract or model._transient)
    ]


class Looks:
    """All the ways in which a user may look at the records of one model."""

    def __init__(self, records, fnames, secret):
        self.records = records
        self.fnames = fnames
        self.secret = secret.ids

    def everything(self):
        """Return what is seen, as plain values."""
        return {
            "ids": self.records.search([], order="id").ids,
            **{fname: self.look_at(fname) for fname in self.fnames},
        }

    def look_at(self, fname):
        """Return what reading, exporting, searching, sorting and grouping tell."""
        seen = self.records.search([], order="id")
        field = self.records._fields[fname]
        looks = {
            "read": seen.read([fname]),
            "export": seen.export_data([".id", fname])["datas"],
        }
        if field.store or field.search:
            looks["found"] = [
                self.records.search(domain, order="id").ids
                for domain in self.domains(field)
            ]
        if field.relational:
            looks["filtered"] = [
                seen.filtered_domain(domain).ids for domain in self.domains(field)[:9]
            ]
            groups = self.records.formatted_read_group([], [fname], ["__count"])
            looks["groups"] = [(group[fname], group["__count"]) for group in groups]
        if field.type == "many2one":
            looks["sorted"] = self.records.search([], order=f"{fname} desc, id").ids
            looks["summed"] = self.records._read_group(
                [], [], [f"{fname}:array_agg", f"{fname}:count_distinct"]
            )
        return looks

    def domains(self, field):
        """Return searches for what is in the secret categories, and for what is not."""
        fname = field.name
        empty = [[(fname, "=", False)], [(fname, "!=", False)]]
        if not field.relational:
            return empty
        return [
            *empty,
            [(fname, "in", self.secret)],
            [(fname, "not in", self.secret)],
            [(fname, "in", [False, *self.secret])],
            [(fname, "not in", [False, *self.secret])],
            [(fname, "ilike", NAME)],
            [(fname, "not ilike", NAME)],
            [(f"{fname}.name", "ilike", NAME)],
            [(f"{fname}.confidential", "=", True)],
            [(fname, "any", [("id", "in", self.secret)])],
            [(fname, "not any", [("id", "in", self.secret)])],
            [("id", "in", self.records.ids), (fname, "in", self.secret)],
        ]
