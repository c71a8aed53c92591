import { cookie } from "@web/core/browser/cookie";
import { getColor } from "@web/core/colors/colors";
import { registry } from "@web/core/registry";
import {
    JournalDashboardGraphField,
    journalDashboardGraphField,
} from "@web/views/fields/journal_dashboard_graph/journal_dashboard_graph_field";

/** Odoo's small graph with a scale and a name: here it stands for itself. */
export class CustomerCategoryReplayGraphField extends JournalDashboardGraphField {
    static template = "customer_category.ReplayGraphField";

    getBarChartConfig() {
        const config = super.getBarChartConfig();
        const { x } = config.options.scales;
        const [bars] = config.data.datasets;
        bars.backgroundColor = getColor(0, cookie.get("color_scheme"), "sm");
        config.options.scales.y = {
            beginAtZero: true,
            grid: x.grid,
            border: { display: false },
            ticks: { color: x.ticks.color, maxTicksLimit: 5, precision: 0 },
        };
        config.options.scales.x = { ...x, grid: { display: false } };
        return config;
    }
}

registry.category("fields").add("customer_category_replay_graph", {
    ...journalDashboardGraphField,
    component: CustomerCategoryReplayGraphField,
});
