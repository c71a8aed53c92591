import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getColor, getCustomColor } from "@web/core/colors/colors";

import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";

/** A line for each category, by Odoo's own library and colours of graphs. */
export class DashboardChart extends Component {
    static template = "customer_category.DashboardChart";
    static props = {
        title: String,
        labels: { type: Array, element: String },
        series: Array,
        format: Function,
        onSelect: Function,
    };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = new window.Chart(this.canvas.el, this.config);
                return () => chart.destroy();
            },
            () => [this.props.series, this.props.labels]
        );
    }

    get config() {
        const { labels, series, onSelect } = this.props;
        return {
            type: "line",
            data: {
                labels,
                datasets: series.map(({ name, values }, index) => ({
                    label: name,
                    data: values,
                    borderColor: this.color(index),
                    backgroundColor: this.color(index),
                    borderWidth: 2,
                    pointRadius: labels.length > 1 ? 1 : 4,
                    pointHitRadius: 12,
                })),
            },
            options: {
                ...this.options,
                onClick: (_event, [point]) =>
                    point && onSelect(series[point.datasetIndex].id, point.index),
            },
        };
    }

    get options() {
        const scheme = cookie.get("color_scheme");
        const grid = { color: getCustomColor(scheme, "rgba(0,0,0,.1)", "rgba(255,255,255,.15)") };
        const color = getCustomColor(scheme, "#111827", "#E4E4E4");
        const { format } = this.props;
        return {
            maintainAspectRatio: false,
            animation: false,
            interaction: { mode: "nearest", intersect: true },
            plugins: {
                legend: { position: "bottom", labels: { color, boxWidth: 12 } },
                tooltip: {
                    callbacks: {
                        label: ({ dataset, parsed }) => `${dataset.label}: ${format(parsed.y)}`,
                    },
                },
            },
            scales: {
                x: { grid: { display: false }, ticks: { color, maxRotation: 0 } },
                y: { grid, beginAtZero: true, ticks: { color, precision: 0, callback: format } },
            },
        };
    }

    /** What a button that shows but a number is called. */
    nameOf({ name, values }, step) {
        const { format, labels } = this.props;
        return `${name}, ${labels[step]}: ${format(values[step])}`;
    }

    color(index) {
        return getColor(index, cookie.get("color_scheme"), "sm");
    }
}
