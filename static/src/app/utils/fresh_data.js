/** What the server answers about changes, and how it gets into the till's records. */
import { toRaw } from "@odoo/owl";
import { STORE_SYMBOL } from "@point_of_sale/app/models/related_models/utils";
import { getRawValues } from "@customer_category/app/utils/category_rules";

const RULE_MODEL = "product.pricelist.item";
const REACHES = {
    product_id: "product.product",
    product_tmpl_id: "product.template",
    categ_id: "product.category",
};

/**
 * @param {object} models of the till
 * @param {string} model
 * @returns {Map<number, object>} id -> record, past the till's reactivity
 */
const getRecords = (models, model) =>
    toRaw(toRaw(models[model][STORE_SYMBOL]).getRecordsMap(model));

/**
 * @param {any} value of a field, as the server sends it or as the till keeps it
 * @returns {any} the same for values that are the same; what is empty is not always sent
 */
function getComparable(value) {
    const list = value instanceof Set ? [...value] : value;
    const isEmpty = list === undefined || list === false || list?.length === 0;
    return JSON.stringify(isEmpty ? null : list);
}

/**
 * @param {object} record of the till
 * @param {object} values as the server sends them
 * @returns {boolean}
 */
function isKnown(record, values) {
    const before = getRawValues(record);
    return Object.keys({ ...before, ...values }).every(
        (field) => getComparable(before[field]) === getComparable(values[field])
    );
}

/**
 * @param {object} models of the till
 * @param {object} answer as the server gives it
 * @returns {boolean} whether a record is new to the till, with which others are to be linked
 */
export function bringsNew(models, { records }) {
    return Object.entries(records).some(([model, values]) => {
        const known = getRecords(models, model);
        return values.some(({ id }) => !known.has(id));
    });
}

/**
 * Leave out of an answer what the till has already: a till that starts has hardly missed anything,
 * and to load it twice costs memory. Not beside a record that is new, or after one: others may refer
 * to it, and are linked with it only when they are loaded again. Stock's index of back links forgets
 * the rules of a category that goes, and makes itself anew only when a rule is loaded.
 *
 * @param {object} models of the till
 * @param {object} answer as the server gives it, with nothing new
 * @returns {object} the answer with nothing but what changed
 */
export function dropKnown(models, answer) {
    const changes = Object.entries(answer.records).map(([model, values]) => {
        const records = getRecords(models, model);
        return [model, values.filter((value) => !isKnown(records.get(value.id), value))];
    });
    return { ...answer, records: Object.fromEntries(changes) };
}

/**
 * Whether the till knows all that a rule is on. Stock takes a rule on a product that is not loaded
 * for one on all products. Such a rule comes with its product.
 *
 * @param {object} models of the till
 * @param {object} rule as the server sends it
 * @returns {boolean}
 */
function isWithinReach(models, rule) {
    return Object.entries(REACHES).every(
        ([field, model]) => !rule[field] || models[model].get(rule[field])
    );
}

/**
 * The records that are for others now, as the server would send them.
 *
 * @param {object} models of the till
 * @param {string} model
 * @param {Record<number, number[]>} limits id -> ids of categories; who is not in it is for everybody
 * @returns {object[]}
 */
function getChangedLimits(models, model, limits) {
    return models[model]
        .filter((record) => {
            const before = [...(getRawValues(record).customer_category_ids ?? [])];
            return before.toString() !== (limits[record.id] ?? []).toString();
        })
        .map(({ id, raw }) => ({
            ...JSON.parse(JSON.stringify(raw)),
            customer_category_ids: limits[id] ?? [],
        }));
}

/**
 * Whether an answer is a reason to price open orders again. It is not if nothing about rules is new,
 * since every till asks as it starts.
 *
 * @param {object} models of the till, before the answer is applied
 * @param {object} answer
 * @returns {boolean}
 */
export function movesPrices(models, { gone, records }) {
    const pricelists = models["product.pricelist"];
    return Boolean(
        records[RULE_MODEL]?.length ||
        Object.values(gone).some((ids) => ids.length) ||
        records["product.pricelist"]?.some(
            ({ id, customer_category_policy: policy }) =>
                pricelists.get(id)?.customer_category_policy !== policy
        )
    );
}

/**
 * Bring records up to what the server answered.
 *
 * @param {object} models of the till
 * @param {object} answer
 * @param {Record<string, number[]>} answer.gone ids of what is no more, by model
 * @param {Record<string, object[]>} answer.records that are new or others, by model
 * @param {Record<string, Record<number, number[]>>} answer.limits by model
 * @returns {Record<string, object[]>} what was loaded by it
 */
export function applyFreshData(models, { gone, records, limits }) {
    for (const [model, ids] of Object.entries(gone)) {
        models[model].deleteMany(models[model].readMany(ids));
    }
    const loaded = Object.entries(records).map(([model, values]) => [
        model,
        model === RULE_MODEL ? values.filter((rule) => isWithinReach(models, rule)) : values,
    ]);
    const limited = Object.entries(limits)
        .filter(([model]) => models[model])
        .map(([model, ids]) => [model, getChangedLimits(models, model, ids)]);
    // A model without records would have stock price the order again all the same.
    const changed = Object.fromEntries(
        [...loaded, ...limited].filter(([, values]) => values.length)
    );
    models.connectNewData(changed);
    return changed;
}
