import { expect, test } from "@odoo/hoot";
import { getSavings } from "@customer_category/app/utils/customer_savings";

const VIP = { name: "VIP", isVisible: true };
const SECRET = { name: "", isVisible: false };
const currency = { round: (amount) => Math.round(amount * 100) / 100 };
const line = (customer_category_id, category_discount, values = {}) => ({
    customer_category_id,
    category_discount,
    price_unit: 90,
    qty: 1,
    priceIncl: 90,
    ...values,
});
const getAll = (...lines) => getSavings({ lines, currency });

test("the savings of a category are added up", () => {
    expect(getAll(line(VIP, 10), line(VIP, 5), line(undefined, 0))).toEqual([
        { name: "VIP", amount: 15 },
    ]);
});

test("a category that is not shown is not named", () => {
    expect(getAll(line(SECRET, 10), line(VIP, 5))).toEqual([
        { name: "VIP", amount: 5 },
        { name: undefined, amount: 10 },
    ]);
});

test("taxes on top and the line's discount count as in the total", () => {
    expect(getAll(line(VIP, 10, { priceIncl: 103.5 }))[0].amount).toBe(11.5);
    expect(getAll(line(VIP, 10, { priceIncl: 45 }))[0].amount).toBe(5);
});

test("what is free saved its whole price", () => {
    expect(getAll(line(VIP, 100, { price_unit: 0, priceIncl: 0 }))[0].amount).toBe(100);
});

test("a refund saves nothing", () => {
    expect(getAll(line(VIP, -10, { qty: -1, priceIncl: -90 }))).toEqual([]);
});
