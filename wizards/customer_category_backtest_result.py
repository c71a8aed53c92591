import base64
import json

from odoo import api, fields, models
from odoo.tools import format_date

from ..engines.import_export import xlsx_bytes

# Columns of the file, and what each graph adds up.
COLUMNS = (
    "date",
    "member_count",
    "joined",
    "departed",
    "moved",
    "discount",
    "margin",
)
CHANGES = ("joined", "departed", "moved")


class CustomerCategoryBacktestResult(models.AbstractModel):
    """How a replay is told: rows, graphs, sums and a file.

    All of it stands in the dialog, so that a rule on trial need not be left for it.
    """

    _name = "customer.category.backtest.result"
    _description = "Result of a Back-Test of Customer Categories"

    week_ids = fields.One2many(
        "customer.category.preview.week", "preview_id", readonly=True
    )
    backtest_graph = fields.Text(compute="_compute_backtest_graphs")
    backtest_graph_changes = fields.Text(compute="_compute_backtest_graphs")
    backtest_graph_discount = fields.Text(compute="_compute_backtest_graphs")
    backtest_graph_margin = fields.Text(compute="_compute_backtest_graphs")
    backtest_discount = fields.Monetary(
        currency_field="backtest_currency_id", compute="_compute_backtest_amounts"
    )
    backtest_margin = fields.Monetary(
        currency_field="backtest_currency_id", compute="_compute_backtest_amounts"
    )
    backtest_currency_id = fields.Many2one(
        "res.currency", compute="_compute_backtest_amounts"
    )
    backtest_xlsx = fields.Binary(compute="_compute_backtest_xlsx")
    backtest_is_empty = fields.Boolean(compute="_compute_backtest_is_empty")

    @api.depends("week_ids")
    def _compute_backtest_graphs(self):
        """Draw what the rules would have done at each step."""
        for preview in self:
            preview.backtest_graph = preview._draw(
                self.env._("Members"), ["member_count"]
            )
            preview.backtest_graph_changes = preview._draw(
                self.env._("Joined, Left or Moved"), CHANGES
            )
            preview.backtest_graph_discount = preview._draw(
                self.env._("Discount"), ["discount"]
            )
            preview.backtest_graph_margin = preview._draw(
                self.env._("Margin after Discount"), ["margin"]
            )

    def _draw(self, title, fnames):
        """Return a graph of the sum of some columns, for Odoo's small graphs."""
        values = [
            {
                "label": format_date(self.env, week.date, date_format="d MMM"),
                "value": round(sum(week[fname] for fname in fnames), 2),
                "type": "past",
            }
            for week in self.week_ids
        ]
        return json.dumps([{"key": title, "values": values}])

    @api.depends("week_ids")
    def _compute_backtest_amounts(self):
        """Add up what it would have cost, and what would have been left."""
        for preview in self:
            preview.backtest_discount = sum(preview.week_ids.mapped("discount"))
            preview.backtest_margin = sum(preview.week_ids.mapped("margin"))
            preview.backtest_currency_id = preview.week_ids.currency_id[:1]

    @api.depends("week_ids")
    def _compute_backtest_is_empty(self):
        """Tell whether there is nothing to draw."""
        for preview in self:
            preview.backtest_is_empty = not any(preview.week_ids.mapped("member_count"))

    @api.depends("week_ids")
    def _compute_backtest_xlsx(self):
        """Write the rows down as a spreadsheet."""
        labels = self.week_ids.fields_get(COLUMNS, ["string"])
        titles = [labels[fname]["string"] for fname in COLUMNS]
        for preview in self:
            rows = [[week[fname] for fname in COLUMNS] for week in preview.week_ids]
            preview.backtest_xlsx = base64.b64encode(xlsx_bytes([titles, *rows]))

    def action_download_backtest(self):
        """Download the rows as a spreadsheet, the rule on trial stays open."""
        self.ensure_one()
        name = self.env._("Replay of the Last %s Days", self.backtest_days)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/backtest_xlsx/"
            f"{name}.xlsx?download=true",
            "target": "download",
        }

    def action_view_backtest(self):
        """Open the replay as a graph."""
        self.ensure_one()
        name = self.env._("Replay of the Last %s Days", self.backtest_days)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "customer.category.preview.week",
            "view_mode": "graph,list",
            "domain": [("preview_id", "=", self.id)],
        }
