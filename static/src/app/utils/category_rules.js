/** Pricelist rules of the till, apart by whom they are for: everybody, or members of a category. */
import { toRaw } from "@odoo/owl";
import { RAW_SYMBOL, STORE_SYMBOL } from "@point_of_sale/app/models/related_models/utils";
import { isCategoryRule } from "@customer_category/app/utils/category_price";

const RULE_MODEL = "product.pricelist.item";
const SPLITS = Symbol("rules linked to a record, split by whom they are for");

/**
 * The values as the server sent them: relations are ids, also of what was not loaded. They are
 * read past the till's reactivity, which is slow.
 *
 * @param {object} rule record of product.pricelist.item
 * @returns {object} not to be changed
 */
const getRawValues = (rule) => toRaw(toRaw(rule)[RAW_SYMBOL]);

/**
 * Split the rules linked to a product, once for as long as the till hands out the same list, which
 * it does until a rule changes.
 *
 * @param {object} models of the till
 * @param {object[] | undefined} rules as backLink found them
 * @returns {{ general: object[], category: object[] }} records of the rules for everybody, and raw
 *   values of the others
 */
export function splitLinkedRules(models, rules) {
    if (!rules?.length) {
        return { general: [], category: [] };
    }
    const splits = (toRaw(models)[SPLITS] ??= new WeakMap());
    if (!splits.has(rules)) {
        splits.set(rules, {
            general: rules.filter((rule) => !isCategoryRule(getRawValues(rule))),
            category: rules.map(getRawValues).filter(isCategoryRule),
        });
    }
    return splits.get(rules);
}

/**
 * @param {object} pricelist record of product.pricelist
 * @returns {(id: number) => object | undefined} the raw values of a rule
 */
export function getRuleReader(pricelist) {
    const rules = toRaw(toRaw(pricelist[STORE_SYMBOL]).getRecordsMap(RULE_MODEL));
    return (id) => {
        const rule = rules.get(id);
        return rule && getRawValues(rule);
    };
}
