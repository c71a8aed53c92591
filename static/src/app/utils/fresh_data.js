/** What the server answers about changes, and how it gets into the till's records. */
import { getRawValues } from "@customer_category/app/utils/category_rules";

const RULE_MODEL = "product.pricelist.item";
const REACHES = {
    product_id: "product.product",
    product_tmpl_id: "product.template",
    categ_id: "product.category",
};

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
