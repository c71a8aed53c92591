import { describe, expect, test } from "@odoo/hoot";
import {
    getPricedOrder,
    setSelectedOrderGetter,
    withPricedOrder,
} from "@customer_category/app/utils/priced_order";

const makeOrders = () => {
    const models = {};
    return { models, first: { models }, second: { models } };
};

describe("order being priced", () => {
    test("without any order nobody is priced for", () => {
        expect(getPricedOrder({})).toBe(undefined);
    });

    test("otherwise it is the selected order", () => {
        const { models, first } = makeOrders();
        setSelectedOrderGetter(models, () => first);
        expect(getPricedOrder(models)).toBe(first);
    });

    test("a named order goes before the selected one", () => {
        const { models, first, second } = makeOrders();
        setSelectedOrderGetter(models, () => first);
        expect(withPricedOrder(second, () => getPricedOrder(models))).toBe(second);
        expect(getPricedOrder(models)).toBe(first);
    });

    test("after an order within an order the outer one holds again", () => {
        const { models, first, second } = makeOrders();
        const seen = withPricedOrder(first, () => [
            withPricedOrder(second, () => getPricedOrder(models)),
            getPricedOrder(models),
        ]);
        expect(seen[0]).toBe(second);
        expect(seen[1]).toBe(first);
    });

    test("an error ends it as well", () => {
        const { models, first } = makeOrders();
        expect(() =>
            withPricedOrder(first, () => {
                throw new Error("stock failed");
            })
        ).toThrow("stock failed");
        expect(getPricedOrder(models)).toBe(undefined);
    });

    test("it does not last over an await", async () => {
        const { models, first } = makeOrders();
        const seen = await withPricedOrder(first, async () => {
            await Promise.resolve();
            return getPricedOrder(models);
        });
        expect(seen).toBe(undefined);
    });

    test("two tills on one page do not meet", () => {
        const { models, first } = makeOrders();
        const other = {};
        withPricedOrder(first, () => {
            expect(getPricedOrder(models)).toBe(first);
            expect(getPricedOrder(other)).toBe(undefined);
        });
    });

    test("without an order the code runs as if nothing was named", () => {
        const { models, first } = makeOrders();
        setSelectedOrderGetter(models, () => first);
        expect(withPricedOrder(undefined, () => getPricedOrder(models))).toBe(first);
    });
});
