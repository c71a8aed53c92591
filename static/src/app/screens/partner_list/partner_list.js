import { patch } from "@web/core/utils/patch";
import { PartnerList } from "@point_of_sale/app/screens/partner_list/partner_list";
import { CustomerCategoryFilter } from "@customer_category/app/components/customer_category_filter/customer_category_filter";
import { CustomerDataAge } from "@customer_category/app/components/customer_data_age/customer_data_age";
import { getMembers } from "@customer_category/app/utils/customer_categories";

patch(PartnerList, {
    components: { ...PartnerList.components, CustomerCategoryFilter, CustomerDataAge },
});

patch(PartnerList.prototype, {
    setup() {
        super.setup(...arguments);
        this.state.customerCategoryId = false;
    },

    getPartners(partners) {
        return super.getPartners(getMembers(partners, this.state.customerCategoryId));
    },

    async getNewPartners() {
        return this.state.customerCategoryId ? this.getNewMembers() : super.getNewPartners();
    },

    /**
     * Limit the list to a category, and look on the server for members that the till does not know.
     *
     * @param {number | false} id
     */
    async selectCustomerCategory(id) {
        this.state.customerCategoryId = id;
        if (id) {
            await this.getNewPartners();
        }
    },

    /**
     * Load the next members of the chosen category that match what is looked for.
     *
     * @returns {Promise<object[]>} none when the till is offline: it shows the members it knows
     */
    async getNewMembers() {
        const { customerCategoryId, query } = this.state;
        const offsets = this.globalState.offsetBySearch;
        const key = `customer.category ${customerCategoryId} ${query}`;
        this.state.loading = true;
        try {
            const args = [this.pos.config.id, customerCategoryId, query, offsets[key] || 0];
            const result = await this.pos.data.callRelated("res.partner", "get_new_members", args);
            const partners = result["res.partner"];
            offsets[key] = args[3] + partners.length;
            this.addLoadedPartners(partners);
            return partners;
        } catch {
            return [];
        } finally {
            this.state.loading = false;
        }
    },

    /** @param {object[]} partners of which those that the list does not have yet join it */
    addLoadedPartners(partners) {
        for (const partner of partners.filter(({ id }) => !this.loadedPartnerIds.has(id))) {
            this.loadedPartnerIds.add(partner.id);
            this.state.loadedPartners.push(partner);
        }
    },

    /** @returns {object[]} categories that a list can be limited to */
    get customerCategories() {
        return this.pos.models["customer.category"]
            .filter((category) => category.isVisible)
            .toSorted((one, other) => one.sequence - other.sequence || one.id - other.id);
    },
});
