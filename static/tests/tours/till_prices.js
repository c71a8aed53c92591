/* global posmodel */

/** Lines take the till a hundred times as long as their prices do. */
const SALES_PER_SOLD_ONE = 20;

// No tour: it goes on for longer than a tour's step may.

const callParameters = (method, args) =>
    posmodel.data.orm.call("ir.config_parameter", method, args);

async function waitFor(content, condition) {
    for (let i = 0; !condition(); i++) {
        if (i > 400) {
            throw new Error(`Waited in vain: ${content}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

/** Sell as a click on the product does, which is slow: the screen and other lines take part. */
const sellByClick = (order, product, qty) =>
    posmodel.addLineToOrder(
        { product_tmpl_id: product.product_tmpl_id, product_id: product, qty },
        order,
        {},
        false
    );

/** Sell as the number pad does. */
function sellByQuantity(order, product, quantity) {
    const values = { order_id: order, product_id: product, price_type: "original" };
    const line = posmodel.models["pos.order.line"].create(values);
    line.setQuantity(quantity);
    return line;
}

/**
 * Sell all products to a customer who is chosen first or last.
 *
 * @param {object} order
 * @param {object[]} products
 * @param {{ quantity: number, setCustomer: () => void, index: number }} sale
 * @returns {Promise<object>} product id -> [price of the line, id of the category it records]
 */
async function sellAll(order, products, { quantity, setCustomer, index }) {
    const isOnScreen = index === 0;
    if (isOnScreen) {
        posmodel.setOrder(order);
    }
    const isCustomerFirst = (index / SALES_PER_SOLD_ONE) % 2 === 1;
    if (isCustomerFirst) {
        setCustomer();
    }
    const sell = isOnScreen ? sellByClick : sellByQuantity;
    const lines = [];
    for (const product of products) {
        lines.push(await sell(order, product, quantity));
    }
    if (!isCustomerFirst) {
        setCustomer();
    }
    return Object.fromEntries(
        lines.map((line) => [
            line.product_id.id,
            [line.price_unit, line.customer_category_id?.id ?? false],
        ])
    );
}

/**
 * @param {object} order on which nothing is sold
 * @param {object[]} products
 * @param {[number, number | false, number]} sale pricelist, customer and quantity
 * @param {number} index
 * @returns {Promise<object>} product id -> [price before rounding, id of the category that gave it,
 *   and both of the line where the products were sold]
 */
async function priceSale(order, products, [pricelistId, customerId, quantity], index) {
    const models = posmodel.models;
    const pricelist = models["product.pricelist"].get(pricelistId);
    const setCustomerOf = (someOrder) => {
        someOrder.setPartner(customerId ? models["res.partner"].get(customerId) : false);
        someOrder.setPricelist(pricelist);
    };
    let sold = {};
    if (index % SALES_PER_SOLD_ONE === 0) {
        const sale = posmodel.createNewOrder();
        const setCustomer = () => setCustomerOf(sale);
        sold = await sellAll(sale, products, { quantity, setCustomer, index });
        sale.delete();
    }
    setCustomerOf(order);
    const module = "@customer_category/app/utils/priced_order";
    const { withPricedOrder } = odoo.loader.modules.get(module);
    const answers = withPricedOrder(order, () =>
        products.map((product) => {
            const args = [pricelist, quantity, 0, false, product];
            const { category } = product.getCustomerCategoryPrice(...args);
            const asked = [product.getPrice(...args), category?.id ?? false];
            return [product.id, [...asked, ...(sold[product.id] ?? [])]];
        })
    );
    return Object.fromEntries(answers);
}

/**
 * @returns {boolean} whether the till waits for somebody to open it
 */
export function isReady() {
    return Boolean(document.querySelector(".open-register-btn"));
}

/** Open the till and answer all that the test asks, by way of the server's parameters. */
export async function answer() {
    document.querySelector(".open-register-btn").click();
    await waitFor("the till opens", () => document.querySelector(".product-screen .product"));
    const asked = await callParameters("get_param", ["customer_category.test_prices_asked"]);
    const { productIds, customerIds, sales } = JSON.parse(asked);
    await posmodel.data.read("res.partner", customerIds);
    const products = posmodel.models["product.product"].readMany(productIds);
    const order = posmodel.createNewOrder();
    const answers = [];
    for (const [index, sale] of sales.entries()) {
        answers.push(await priceSale(order, products, sale, index));
    }
    const value = JSON.stringify(answers);
    await callParameters("set_param", ["customer_category.test_prices_answer", value]);
    // eslint-disable-next-line no-console -- the test waits for these words
    console.log("all prices answered");
}
