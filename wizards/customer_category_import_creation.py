from odoo import api, models

from ..engines.import_creation import OWN, copy_customers_sql, new_ids_sql

# Customers created at once; what the ORM keeps of them takes more memory than time.
BATCH_SIZE = 5000
# Fewer than this are quick enough one by one.
FEW = 200
# Their ways of creating contacts add nothing to one without company, users and bank.
HARMLESS = {"account", "base", "customer_category", "mail"}
GIVEN = ("name", "phone", "email", "ref")


class CustomerCategoryImportCreation(models.AbstractModel):
    """Creating the customers whom a list names and nobody knows yet.

    Many are created by a few statements: Odoo creates the first, the others are like
    it. Where another module has a say in how contacts are created, Odoo creates all.
    """

    _name = "customer.category.import.creation"
    _description = "Creation of Imported Customers"

    @api.model
    def _create_customers(self, vals_list):
        """Create customers, and return them in the order of their values.

        There is no log on each that it was created: the bulk change tells it. The ORM's
        private key spares copying from a company and to contacts, which they lack.

        :param list vals_list: values of ``GIVEN`` and ``barcode``
        :rtype: res.partner
        """
        partners = self.env["res.partner"].with_context(
            tracking_disable=True, _partners_skip_fields_sync=True
        )
        size = BATCH_SIZE
        create = partners.create
        if len(vals_list) >= FEW and self._may_copy_customers():
            create = self._copy_customers
        ids = []
        name = self.env._("Creating customers")
        steps = self.env["customer.category.steps"]
        for start in steps._steps(name, len(vals_list), size):
            ids += create(vals_list[start : start + size]).ids
            self.env.flush_all()
            partners.invalidate_model()
        return self.env["res.partner"].browse(ids)

    @api.model
    def _may_copy_customers(self):
        """Tell whether contacts are as their first is, whoever created them.

        Not where an unknown module creates contacts in its own way, or keeps what it
        computes of their names and addresses.
        """
        partners = self.env["res.partner"]
        creators = {
            klass.__dict__["create"].__module__
            for klass in type(partners).__mro__
            if "create" in klass.__dict__
        }
        computed = {
            field.name
            for fname in GIVEN
            for field in self.pool.get_dependent_fields(partners._fields[fname])
            if field.store and field.model_name == partners._name
        }
        known = {"odoo.orm.models", *(f"odoo.addons.{name}." for name in HARMLESS)}
        return all(
            creator.startswith(tuple(known)) for creator in creators
        ) and not computed - {*OWN, "commercial_company_name"}

    @api.model
    def _copy_customers(self, vals_list):
        """Let Odoo create the first, and make the others like it.

        Barcodes are checked and kept by company, so Odoo creates who has one too.
        """
        partners = self.env["res.partner"].with_context(
            tracking_disable=True, _partners_skip_fields_sync=True
        )
        alike = [vals for vals in vals_list if not vals["barcode"]]
        by_odoo = [vals for vals in vals_list if vals["barcode"]] + alike[:1]
        created = partners.create(by_odoo)
        self.env.flush_all()
        others = alike[1:]
        ids = [one for (one,) in self.env.execute_query(new_ids_sql(len(others)))]
        if others:
            columns = [
                field.name
                for field in partners._fields.values()
                if field.store and field.column_type
            ]
            rows = [
                (one, *(vals[fname] or None for fname in GIVEN))
                for one, vals in zip(ids, others, strict=True)
            ]
            self.env.cr.execute(copy_customers_sql(created[-1:].id, columns, rows))
        places = zip(by_odoo + others, created.ids + ids, strict=True)
        id_of = {id(vals): one for vals, one in places}
        return partners.browse(id_of[id(vals)] for vals in vals_list)
