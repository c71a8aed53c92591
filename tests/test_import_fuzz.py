"""Any file and any pasted text is read whole or refused in one sentence."""

import base64
import os
import random

from odoo.exceptions import UserError

from .generated_lists import random_file, random_text
from .test_import import ImportCase

LISTS = int(os.environ.get("CUSTOMER_CATEGORY_LISTS", "300"))


class TestAnyList(ImportCase):
    def test_list_is_read_whole_or_refused_and_nothing_is_half_done(self):
        outcomes = {"read": 0, "refused": 0}
        for seed in range(LISTS):
            dice = random.Random(seed)
            values = {"text": random_text(dice)}
            if dice.random() < 0.6:
                values = {
                    "file": base64.b64encode(random_file(dice)),
                    "file_name": dice.choice(["a.csv", "a.xlsx", "a.ods", "a.xls", ""]),
                }
            with self.subTest(seed=seed):
                outcomes[self.play(values, dice)] += 1
        # Both happen, or the generator has gone blind.
        self.assertGreater(min(outcomes.values()), LISTS // 20, outcomes)

    def play(self, values, dice):
        """Import a list in a transaction of its own, and return what became of it."""
        before = self.contents()
        savepoint = self.env.cr.savepoint()
        try:
            self.import_all(values, dice)
            return "read"
        except UserError as error:
            self.assertNotIn("\n", str(error))
            savepoint.rollback()
            self.env.invalidate_all()
            self.assertEqual(self.contents(), before)
            return "refused"
        finally:
            savepoint.rollback()
            savepoint.close(rollback=False)
            self.env.invalidate_all()

    def import_all(self, values, dice):
        before = self.contents()
        wizard = self.load(**values)
        self.assertEqual(self.contents(), before)
        counts = [
            wizard.matched_count,
            wizard.ambiguous_count,
            wizard.unknown_count,
            wizard.invalid_count,
        ]
        self.assertEqual(sum(counts), len(wizard.line_ids))
        self.assertTrue(all(line.text for line in wizard.line_ids))
        for line in wizard.line_ids:
            self.assertEqual(bool(line.problem), line.status == "invalid")
            self.assertEqual(bool(line.partner_id), line.status == "matched")
        wizard.creates_unknown = dice.random() < 0.5
        found = wizard.line_ids.partner_id
        wizard.action_apply()
        created = wizard.operation_id.created_partner_ids
        self.assertEqual(self.vip.member_count, len(found | created))
        self.assertTrue(base64.b64decode(wizard.result_csv))

    def contents(self):
        """Return how much there is of all that an import could write."""
        return [
            self.env[model].search_count([])
            for model in (
                "res.partner",
                "customer.category.membership",
                "customer.category.operation",
            )
        ]
