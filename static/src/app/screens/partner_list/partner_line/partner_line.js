import { patch } from "@web/core/utils/patch";
import { PartnerLine } from "@point_of_sale/app/screens/partner_list/partner_line/partner_line";
import { CustomerCategoryBadges } from "@customer_category/app/components/customer_category_badges/customer_category_badges";

patch(PartnerLine, {
    components: { ...PartnerLine.components, CustomerCategoryBadges },
});
