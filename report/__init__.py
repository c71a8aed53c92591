from . import customer_category_report
from . import customer_category_dashboard_figures
from . import customer_category_dashboard
from . import customer_category_member_report
from . import customer_category_overlap_report
from . import customer_category_sale_report
from . import report_pos_order
