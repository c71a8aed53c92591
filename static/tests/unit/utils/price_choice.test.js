import { describe, expect, test } from "@odoo/hoot";
import {
    chooseOffer,
    dropLosingOffers,
    getPriceWithFloor,
} from "@customer_category/app/utils/price_choice";
import { PRICE_FLOOR_CASES } from "@customer_category/../tests/cases/price_floor_cases";
import { PRICE_CHOICE_CASES } from "@customer_category/../tests/cases/price_choice_cases";

describe("choice among prices", () => {
    for (const { name, general, offers, policy, winner } of PRICE_CHOICE_CASES) {
        test(name, () => {
            expect(chooseOffer(general, offers, policy)).toBe(winner);
        });
    }

    test("without a policy the lowest price wins", () => {
        expect(chooseOffer(10, [12])).toBe(-1);
        expect(chooseOffer(10, [8])).toBe(0);
    });
});

describe("lowest price of a rule", () => {
    for (const { name, price, cost, percent, result } of PRICE_FLOOR_CASES) {
        test(name, () => {
            const rule = {
                customer_category_has_floor: true,
                customer_category_floor_percent: percent,
            };
            expect(getPriceWithFloor(price, rule, cost)).toBe(result);
        });
    }

    test("a rule without one gives its price", () => {
        const rule = { customer_category_has_floor: false, customer_category_floor_percent: 10 };
        expect(getPriceWithFloor(1, rule, 5)).toBe(1);
    });
});

describe("offers that need no price", () => {
    const fixed = (price) => ({ compute_price: "fixed", fixed_price: price });
    const percent = (percent_price, base = "list_price") => ({
        compute_price: "percentage",
        percent_price,
        base,
    });
    const formula = { compute_price: "formula", base: "list_price" };
    const getKept = (rules, basePrices = { list_price: 100, standard_price: 40 }) => {
        const offers = rules.map((rule) => ({ rule }));
        return dropLosingOffers(offers, (base) => basePrices[base]).map(({ rule }) =>
            rules.indexOf(rule)
        );
    };

    test("are the smaller of two discounts, wherever they stand", () => {
        expect(getKept([percent(5), percent(10), percent(7)])).toEqual([1]);
    });

    test("are the dearer of two fixed prices", () => {
        expect(getKept([fixed(80), fixed(70), fixed(90)])).toEqual([1]);
    });

    test("are the later of two like ones", () => {
        expect(getKept([percent(10), percent(10)])).toEqual([0]);
    });

    test("are none of different bases or kinds", () => {
        const rules = [percent(10), percent(5, "standard_price"), fixed(80), formula];
        expect(getKept(rules)).toEqual([0, 1, 2, 3]);
    });

    test("are none on another pricelist, whose price must be computed", () => {
        expect(getKept([percent(5, "pricelist"), percent(10, "pricelist")])).toEqual([0, 1]);
    });

    test("are none where the base is free or negative, for then the order turns round", () => {
        expect(getKept([percent(5), percent(10)], { list_price: 0 })).toEqual([0, 1]);
        expect(getKept([percent(5), percent(10)], { list_price: -1 })).toEqual([0, 1]);
    });

    test("are none so close that their prices may be the same", () => {
        expect(getKept([percent(10), percent(10 + 1e-12)])).toEqual([0, 1]);
    });
});
