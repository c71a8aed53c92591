import { browser } from "@web/core/browser/browser";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { ConnectionLostError } from "@web/core/network/rpc";
import { logPosMessage } from "@point_of_sale/app/utils/pretty_console_log";
import {
    applyFreshData,
    bringsNew,
    dropKnown,
    movesPrices,
} from "@customer_category/app/utils/fresh_data";
import {
    followCategoryRules,
    followCustomerCategories,
    tellChangedTotal,
} from "@customer_category/app/utils/moved_prices";

const CHANNEL = "CUSTOMER_CATEGORIES_CHANGED";
const SETUP_MODELS = ["customer.category", "product.pricelist", "product.pricelist.item"];

/** Milliseconds among which tills that hear of the same change choose when to ask. */
const SPREAD = 2000;
/** Customers asked about at once: between two questions the till sells on. */
const BATCH = 500;

/**
 * Keeps what a till knows of categories as fresh as the server's. The server says that something
 * changed, and the till asks what, if it concerns it. A till that starts, or was offline, asks for
 * all that it may have missed. What cannot be asked now is asked with what comes next.
 */
export class CategoryRefresh {
    constructor(store) {
        this.store = store;
        this.forget();
        store.data.connectWebSocket(CHANNEL, (message) => this.collect(message));
        window.addEventListener("pos-network-online", () => this.catchUp());
        this.catchUp();
    }

    /** Begin anew to gather what to ask. */
    forget() {
        this.wanted = { customerIds: new Set(), isEverybody: false, isSetup: false, since: "" };
    }

    /**
     * Add to what is to be asked.
     *
     * @param {{ customerIds: Iterable<number>, isEverybody: boolean, isSetup: boolean }} more
     * @param {string} [more.since] server's date from which on
     */
    want({ customerIds, isEverybody, isSetup, since }) {
        const { wanted } = this;
        this.wanted = {
            customerIds: new Set([...wanted.customerIds, ...customerIds]),
            isEverybody: wanted.isEverybody || isEverybody,
            isSetup: wanted.isSetup || isSetup,
            since: [wanted.since, since].filter(Boolean).sort()[0],
        };
    }

    /**
     * @param {object} message
     * @param {number[] | false} message.customer_ids who changed; false are very many
     * @param {boolean} message.is_setup whether categories, rules or limits changed
     * @param {string} message.since server's date from which on they did
     */
    collect({ customer_ids, is_setup, since }) {
        const customers = this.store.models["res.partner"];
        const customerIds = (customer_ids || []).filter((id) => customers.get(id));
        const isEverybody = customer_ids === false;
        if (isEverybody || is_setup || customerIds.length) {
            this.want({ customerIds, isEverybody, isSetup: is_setup, since });
            this.schedule();
        }
    }

    /** Ask for all that the till may have missed. */
    catchUp() {
        this.collect({ customer_ids: false, is_setup: true, since: this.dates.full });
    }

    schedule() {
        this.isDue = true;
        this.timer ??= browser.setTimeout(() => this.refresh(), Math.random() * SPREAD);
    }

    /** Ask what changed, one question after the other, and bring open orders in line. */
    async refresh() {
        const { wanted } = this;
        this.forget();
        this.isDue = false;
        try {
            const date = await this.ask(wanted);
            this.keepDate(date, wanted.isEverybody && wanted.isSetup);
        } catch (error) {
            // Offline, or the server is busy: it is asked with what comes next. Anything else is
            // a fault: no sale stops for it, but it can be found in the till's log.
            if (!(error instanceof ConnectionLostError)) {
                logPosMessage("CategoryRefresh", "refresh", `${error.stack ?? error}`);
            }
            this.want({ ...wanted, isEverybody: true, isSetup: true });
        }
        this.timer = undefined;
        if (this.isDue) {
            this.schedule();
        }
    }

    /**
     * @param {object} wanted
     * @returns {Promise<string>} server's date up to which the answers hold
     */
    async ask(wanted) {
        const since = [wanted.since, this.dates.full].filter(Boolean).sort()[0];
        const dates = [];
        const { models } = this.store;
        let hasNew = false;
        for (const known of this.getQuestions(wanted)) {
            const method = "refresh_customer_categories";
            const args = [[this.store.session.id], since, known];
            const answer = await this.store.data.call("pos.session", method, args);
            hasNew ||= bringsNew(models, answer);
            await this.apply(hasNew ? answer : dropKnown(models, answer));
            dates.push(answer.date);
        }
        return dates[0];
    }

    /**
     * @param {object} wanted
     * @returns {object[]} model -> ids that the till has of it, for each question
     */
    getQuestions({ customerIds, isEverybody, isSetup }) {
        const { models } = this.store;
        const getIds = (model) => models[model].getAllIds().filter(Number.isInteger);
        const ids = isEverybody ? getIds("res.partner") : [...customerIds];
        const questions = isSetup
            ? [Object.fromEntries(SETUP_MODELS.map((model) => [model, getIds(model)]))]
            : [];
        for (let start = 0; start < ids.length; start += BATCH) {
            questions.push({ "res.partner": ids.slice(start, start + BATCH) });
        }
        return questions;
    }

    /** @param {object} answer as the server gives it, or less */
    async apply(answer) {
        const { store } = this;
        const areRulesOthers = movesPrices(store.models, answer);
        const order = store.getOrder();
        const totalBefore = order?.priceIncl;
        const records = applyFreshData(store.models, answer);
        followCustomerCategories(store);
        if (areRulesOthers) {
            followCategoryRules(store);
        }
        if (order && !order.finalized) {
            tellChangedTotal(store, order, totalBefore);
        }
        if (order && !order.payment_ids.length && Object.keys(records).length) {
            store.updateRewards();
        }
        await store.data.synchronizeServerDataInIndexedDB(records);
    }

    get key() {
        return `customer_category_dates_${this.store.data.databaseName}`;
    }

    /** @returns {{ full?: string, last?: string }} server's dates of what the till has */
    get dates() {
        const loaded = this.store.config.raw._data_server_date;
        const kept = JSON.parse(browser.localStorage.getItem(this.key)) ?? {};
        return { full: loaded, last: loaded, ...kept };
    }

    /**
     * @param {string} date
     * @param {boolean} isFull whether nothing from before it can be missing
     */
    keepDate(date, isFull) {
        if (date) {
            const kept = { ...this.dates, last: date, ...(isFull ? { full: date } : {}) };
            browser.localStorage.setItem(this.key, JSON.stringify(kept));
        }
    }

    /** @returns {luxon.DateTime | undefined} as of when the till knows its customers */
    get moment() {
        const { last } = this.dates;
        return last ? deserializeDateTime(last) : undefined;
    }
}
