import { describe, expect, test } from "@odoo/hoot";
import { allowTranslations } from "@web/../tests/web_test_helpers";
import {
    asText,
    changeOf,
    FIGURES,
    isNothing,
    largest,
    percentOfRevenue,
    toSheet,
    withShare,
} from "@customer_category/backend/actions/customer_category_dashboard/dashboard_figures";

const MAY = { dates: { first: "1 May", last: "31 May" }, currency: "USD" };

describe("change", () => {
    test("is in percent of what was before", () => {
        expect(changeOf({ revenue: 150, revenue_before: 100 }, "revenue")).toBe(50);
        expect(changeOf({ revenue: 0, revenue_before: 100 }, "revenue")).toBe(-100);
    });

    test("is none where there was nothing to compare with", () => {
        expect(changeOf({ revenue: 150, revenue_before: 0 }, "revenue")).toBe(undefined);
        expect(changeOf({ revenue: 150, revenue_before: -5 }, "revenue")).toBe(undefined);
        expect(changeOf({ revenue: 150 }, "revenue")).toBe(undefined);
    });
});

test("a cost is in percent of revenue, and of nothing where all came back", () => {
    expect(percentOfRevenue({ revenue: 50, discount: 5 }, "discount")).toBe(10);
    expect(percentOfRevenue({ revenue: 0, discount: 5 }, "discount")).toBe(undefined);
    expect(percentOfRevenue({ revenue: -50, discount: 5 }, "discount")).toBe(undefined);
});

test("share is of all revenue, and nothing where there is none", () => {
    expect(withShare({ revenue: 25 }, { revenue: 100 }).share).toBe(25);
    expect(withShare({ revenue: 0 }, { revenue: 0 }).share).toBe(0);
});

test("the largest lines are drawn, without those that are always zero", () => {
    const lines = [
        { name: "small", sizes: [1, 2] },
        { name: "none", sizes: [0, 0] },
        { name: "large", sizes: [9, 0] },
        { name: "new" },
        { name: "smallest", sizes: [1, 1] },
    ];
    expect(largest(lines, "sizes", 2).map(({ name }) => name)).toEqual(["large", "small"]);
});

test("the sheet has a column for each figure, empty where it does not apply", () => {
    allowTranslations();
    const { measure_headers, rows } = toSheet("Sheet", MAY, [{ name: "VIP", members: 3 }]);
    expect(measure_headers.length).toBe(FIGURES.length);
    expect(rows[0].title).toBe("VIP");
    expect(rows[0].values.map(({ value }) => value).filter((value) => value !== "")).toEqual([3]);
});

test("the sheet says above its columns what the figures are of", () => {
    allowTranslations();
    const { col_group_headers } = toSheet("Sheet", MAY, []);
    expect(col_group_headers).toEqual([
        [
            {
                title: "1 May – 31 May, amounts in USD without taxes",
                width: FIGURES.length,
                height: 1,
            },
        ],
    ]);
});

test("names in the sheet are no formulas", () => {
    allowTranslations();
    for (const [name, title] of [
        ["=1+1", "'=1+1"],
        ["-10% Club", "'-10% Club"],
        ["VIP = best", "VIP = best"],
    ]) {
        expect(asText(name)).toBe(title);
        expect(toSheet("Sheet", MAY, [{ name }]).rows[0].title).toBe(title);
    }
});

test("there is something to tell of refunds alone, and of who left", () => {
    const nobody = { members: 0, joined: 0 };
    const nothing = { orders: 0, revenue: 0, discount: 0, margin: 0 };
    expect(isNothing({ categories: [nobody], all: nothing })).toBe(true);
    expect(isNothing({ categories: [nobody], all: { ...nothing, revenue: -5 } })).toBe(false);
    expect(isNothing({ categories: [{ departed: 1 }], all: nothing })).toBe(false);
    expect(isNothing({ categories: [{ moved_out: 1 }], all: nothing })).toBe(false);
});
