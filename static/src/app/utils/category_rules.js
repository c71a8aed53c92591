/** Pricelist rules of the till, apart by whom they are for: everybody, or members of a category. */
import { toRaw } from "@odoo/owl";
import { RAW_SYMBOL, STORE_SYMBOL } from "@point_of_sale/app/models/related_models/utils";
import {
    getCurrentMoment,
    isCategoryRule,
    isWithinPeriod,
} from "@customer_category/app/utils/category_price";

const RULE_MODEL = "product.pricelist.item";
const CATEGORY_LINK = "<-product.pricelist.item.customer_category_id";
const GENERAL_RULES = Symbol("rules for everybody in a list of rules");
const CATEGORY_RULES = Symbol("rules of a category, found by pricelist and reach");
const FORCED_RULE = Symbol("rule being priced");

/**
 * The values as the server sent them: relations are ids, also of what was not loaded. They are
 * read past the till's reactivity, which is slow, and past `raw`, which copies them for good.
 *
 * @param {object} record of any model
 * @returns {object} not to be changed
 */
export const getRawValues = (record) => toRaw(toRaw(record)[RAW_SYMBOL]);

/**
 * Work something out for a list of rules once, for as long as the till hands out the same list:
 * it makes a new one whenever a rule changes.
 *
 * @template T
 * @param {object} models of the till, which keep the result
 * @param {symbol} purpose
 * @param {object[]} rules as backLink found them
 * @param {(rules: object[]) => T} compute
 * @returns {T}
 */
function computeOnce(models, purpose, rules, compute) {
    const results = (toRaw(models)[purpose] ??= new WeakMap());
    const key = toRaw(rules);
    if (!results.has(key)) {
        results.set(key, compute(rules));
    }
    return results.get(key);
}

/**
 * Those of the rules that hold for everybody now. Stock orders them by minimum quantity only, so
 * they come as the server takes them: of two like rules the newer first.
 *
 * @param {object} models of the till
 * @param {object[] | undefined} rules as backLink found them on a product
 * @returns {object[]}
 */
export function getGeneralRules(models, rules) {
    if (!rules?.length) {
        return [];
    }
    const { general, hasPeriods } = computeOnce(models, GENERAL_RULES, rules, () => {
        const records = rules
            .filter((rule) => !isCategoryRule(getRawValues(rule)))
            .sort((one, other) => other.id - one.id);
        return {
            general: records,
            hasPeriods: records.map(getRawValues).some((rule) => rule.date_start || rule.date_end),
        };
    });
    if (!hasPeriods) {
        return general;
    }
    const now = getCurrentMoment();
    return general.filter((rule) => isWithinPeriod(getRawValues(rule), now));
}

/**
 * @param {object} pricelist record of product.pricelist
 * @param {number[]} ids of its rules on all products or on product categories
 * @returns {number[]} of those that hold for everybody now
 */
export function getGeneralRuleIds(pricelist, ids) {
    const rules = toRaw(toRaw(pricelist[STORE_SYMBOL]).getRecordsMap(RULE_MODEL));
    const now = getCurrentMoment();
    return ids.filter((id) => {
        const rule = rules.get(id);
        const values = rule && getRawValues(rule);
        return values && !isCategoryRule(values) && isWithinPeriod(values, now);
    });
}

/**
 * @param {object[]} rules raw values
 * @returns {Map<number, Map<string, object[]>>} pricelist id -> reach, as getReach tells it -> rules
 */
function indexRules(rules) {
    const index = new Map();
    for (const rule of rules) {
        const pricelistRules = index.get(rule.pricelist_id) ?? new Map();
        const reach = getReach(rule);
        pricelistRules.set(reach, [...(pricelistRules.get(reach) ?? []), rule]);
        index.set(rule.pricelist_id, pricelistRules);
    }
    return index;
}

function getReach({ product_id, product_tmpl_id, categ_id }) {
    if (product_id) {
        return `variant ${product_id}`;
    }
    if (product_tmpl_id) {
        return `product ${product_tmpl_id}`;
    }
    return categ_id ? `category ${categ_id}` : "all";
}

/**
 * The rules of a category that may reach a product. A category that the till does not know has
 * none, so its rules price nothing.
 *
 * @param {object} category record of customer.category
 * @param {object} pricelist record of product.pricelist
 * @param {import("./category_price").PriceTarget} target
 * @returns {object[]} raw values
 */
export function getCategoryRules(category, pricelist, target) {
    const rawCategory = toRaw(category);
    const linked = rawCategory.backLink(CATEGORY_LINK);
    if (!linked?.length) {
        return [];
    }
    const index = computeOnce(rawCategory.models, CATEGORY_RULES, linked, () =>
        indexRules(linked.map(getRawValues))
    );
    const rules = index.get(pricelist.id);
    if (!rules) {
        return [];
    }
    return getReaches(target).flatMap((reach) => rules.get(reach) ?? []);
}

/**
 * @param {import("./category_price").PriceTarget} target keeps them, since each category asks
 * @returns {string[]} all that rules can be on and reach it
 */
function getReaches(target) {
    target.reaches ??= [
        `variant ${target.variantId}`,
        `product ${target.templateId}`,
        ...target.productCategoryIds.map((id) => `category ${id}`),
        "all",
    ];
    return target.reaches;
}

/**
 * @param {object} models of the till
 * @returns {object | undefined} raw values of the rule that stock is to find alone
 */
export function getForcedRule(models) {
    return toRaw(models)[FORCED_RULE];
}

/**
 * Let stock find this rule and no other wherever it looks, so that its own formula prices it.
 *
 * @template T
 * @param {object} models of the till
 * @param {object | undefined} rule without it stock chooses among the rules for everybody
 * @param {() => T} callback
 * @returns {T}
 */
export function withForcedRule(models, rule, callback) {
    const rawModels = toRaw(models);
    const outerRule = rawModels[FORCED_RULE];
    rawModels[FORCED_RULE] = rule;
    try {
        return callback();
    } finally {
        rawModels[FORCED_RULE] = outerRule;
    }
}
