import { describe, expect, test } from "@odoo/hoot";
import {
    getFirstApplicableRule,
    isCategoryRule,
} from "@customer_category/app/utils/category_price";

const TARGET = {
    variantId: 50,
    templateId: 5,
    productCategoryIds: [3, 2, 1],
    quantity: 10,
    now: "2025-06-15 12:00:00",
};

const getFirstId = (rules, target = {}) =>
    getFirstApplicableRule(rules, { ...TARGET, ...target })?.id;

describe("category rules", () => {
    test("a rule with a category is a category rule, be the category loaded or not", () => {
        expect(isCategoryRule({ customer_category_id: 12345 })).toBe(true);
    });

    test("a rule without a category is for everybody", () => {
        expect(isCategoryRule({ customer_category_id: false })).toBe(false);
        expect(isCategoryRule({})).toBe(false);
    });
});

describe("order of rules", () => {
    test("variant comes before product, product category and all products", () => {
        const rules = [
            { id: 4 },
            { id: 3, categ_id: 3 },
            { id: 2, product_tmpl_id: 5 },
            { id: 1, product_tmpl_id: 5, product_id: 50 },
        ];
        expect(getFirstId(rules)).toBe(1);
        expect(getFirstId(rules.slice(0, 3))).toBe(2);
        expect(getFirstId(rules.slice(0, 2))).toBe(3);
        expect(getFirstId(rules.slice(0, 1))).toBe(4);
    });

    test("the larger minimum quantity comes first", () => {
        expect(
            getFirstId([{ id: 1 }, { id: 2, min_quantity: 5 }, { id: 3, min_quantity: 2 }])
        ).toBe(2);
    });

    test("a rule on the product without minimum beats one on all products with it", () => {
        expect(
            getFirstId([
                { id: 1, min_quantity: 5 },
                { id: 2, product_tmpl_id: 5 },
            ])
        ).toBe(2);
    });

    test("the nearer product category comes first, whatever their ids", () => {
        expect(
            getFirstId([
                { id: 1, categ_id: 1 },
                { id: 2, categ_id: 3 },
                { id: 3, categ_id: 2 },
            ])
        ).toBe(2);
    });

    test("a parent category with a larger minimum beats the nearer category", () => {
        expect(
            getFirstId([
                { id: 1, categ_id: 3 },
                { id: 2, categ_id: 1, min_quantity: 5 },
            ])
        ).toBe(2);
    });

    test("of two like rules the newer comes first", () => {
        expect(getFirstId([{ id: 1 }, { id: 3 }, { id: 2 }])).toBe(3);
    });
});

describe("reach of a rule", () => {
    test("a rule on another variant of the product does not apply", () => {
        expect(getFirstId([{ id: 1, product_tmpl_id: 5, product_id: 51 }])).toBe(undefined);
    });

    test("a rule on another product does not apply", () => {
        expect(getFirstId([{ id: 1, product_tmpl_id: 6 }])).toBe(undefined);
    });

    test("a rule on a foreign product category does not apply", () => {
        expect(getFirstId([{ id: 1, categ_id: 4 }])).toBe(undefined);
    });

    test("a rule on all products applies to a product without category", () => {
        expect(getFirstId([{ id: 1 }], { productCategoryIds: [] })).toBe(1);
    });

    test("a minimum quantity is met exactly, and not by less", () => {
        const rules = [{ id: 1, min_quantity: 10 }];
        expect(getFirstId(rules)).toBe(1);
        expect(getFirstId(rules, { quantity: 9.99 })).toBe(undefined);
        expect(getFirstId(rules, { quantity: -10 })).toBe(undefined);
    });
});

describe("period of a rule", () => {
    test("both ends belong to the period", () => {
        expect(getFirstId([{ id: 1, date_start: TARGET.now, date_end: TARGET.now }])).toBe(1);
    });

    test("a rule that starts later does not apply yet", () => {
        expect(getFirstId([{ id: 1, date_start: "2025-06-15 12:00:01" }])).toBe(undefined);
    });

    test("a rule that ended does not apply any more", () => {
        expect(getFirstId([{ id: 1, date_end: "2025-06-15 11:59:59" }])).toBe(undefined);
    });
});
