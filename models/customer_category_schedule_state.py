import json
from datetime import timedelta

from odoo import api, fields, models

from ..engines.company_day import local_date

STATE_PARAMETER = "customer_category.schedule"


class CustomerCategoryScheduleState(models.AbstractModel):
    """Where the scheduled run stands, so that an interrupted one can go on."""

    _name = "customer.category.schedule.state"
    _description = "State of the Scheduled Run of Customer Categories"

    @api.model
    def _schedule_state(self):
        """Return where the run stands.

        :return: dict with ``since`` (when the last run began), ``started``, ``last_id``
            (of the last batch) and ``missed``, days since the last run without one
        """
        saved = self.env["ir.config_parameter"].sudo().get_param(STATE_PARAMETER)
        state = json.loads(saved) if saved else {}
        now = fields.Datetime.now()
        if not state.get("last_id"):
            yesterday = fields.Datetime.to_string(now - timedelta(days=1))
            state = {
                "since": state.get("started", yesterday),
                "started": fields.Datetime.to_string(now),
                "last_id": 0,
            }
            state["missed"] = self._missed_days(state["since"])
        return state

    @api.model
    def _missed_days(self, since):
        """Return the days after the last run and before today on which grace may begin.

        :param str since: UTC moment of the last run
        """
        zone = self._company_days()[0]
        first = local_date(fields.Datetime.to_datetime(since), zone.tz)
        graceful = self.env["customer.category"].sudo()
        longest = graceful.search(
            [("grace_days", ">", 0)], order="grace_days desc", limit=1
        )
        days = min((zone.day - first).days - 1, longest.grace_days)
        return [
            fields.Date.to_string(zone.day - timedelta(days=ago))
            for ago in range(days, 0, -1)
        ]

    @api.model
    def _save_schedule_state(self, state):
        """Remember where the run stands, for a run that goes on with it."""
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(STATE_PARAMETER, json.dumps(state))
