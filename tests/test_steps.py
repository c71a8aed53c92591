"""Long work is done in steps of one transaction, and who waits hears how far it is."""

from unittest.mock import patch

from ..models import customer_category_ledger
from .common import CategoryCase, create_category, create_customer

PATH = "odoo.addons.customer_category.models.customer_category_steps"
TELL = f"{PATH}.CustomerCategorySteps._tell_progress"


class StepsCase(CategoryCase):
    def setUp(self):
        super().setUp()
        self.vip = create_category(self.env, "VIP")
        self.customers = self.env["res.partner"].union(
            *(create_customer(self.env, f"Customer {number}") for number in range(7))
        )
        self.told = []
        self.patch(customer_category_ledger, "STEP", 3)
        self.startPatcher(
            patch(TELL, lambda _self, *progress: self.told.append(progress))
        )

    def add(self):
        return self.customers._add_customer_categories(self.vip, "bulk", name="Added")


class TestSteps(StepsCase):
    def test_who_waits_hears_how_far_it_is(self):
        self.add()
        self.assertEqual(
            self.told,
            [("Added", 0, 7), ("Added", 3, 7), ("Added", 6, 7), ("Added", 7, 7)],
        )

    def test_steps_are_one_act_with_one_count(self):
        operation = self.add()
        self.assertEqual(operation.joined_count, 7)
        self.assertEqual(self.vip.member_count, 7)
        rows = self.env["customer.category.membership"].search(
            [("category_id", "=", self.vip.id)]
        )
        self.assertEqual(rows.operation_id, operation)
        self.assertEqual(rows.partner_id, self.customers)

    def test_undo_goes_by_steps_too(self):
        operation = self.add()
        self.told.clear()
        operation.action_undo()
        self.assertFalse(self.vip.member_count)
        self.assertEqual([done for _name, done, _total in self.told], [0, 3, 6, 7])

    def test_short_act_is_done_without_news(self):
        self.customers = self.customers[:3]
        self.add()
        self.assertFalse(self.told)
        self.assertEqual(self.vip.member_count, 3)

    def test_nobody_waits_for_an_act_that_failed(self):
        steps = self.env["customer.category.steps"]
        with self.assertRaises(ValueError):
            for _start in steps._steps("Added", 7, 3):
                raise ValueError
        self.assertEqual(self.told, [("Added", 0, 7), ("Added", 7, 7)])


class TestProgressMessage(CategoryCase):
    def test_work_goes_on_when_the_message_cannot_be_sent(self):
        with (
            patch.object(self.registry, "cursor", side_effect=OSError),
            self.assertLogs(PATH, "WARNING"),
        ):
            steps = list(self.env["customer.category.steps"]._steps("Added", 7, 3))
        self.assertEqual(steps, [0, 3, 6])
