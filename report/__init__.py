from . import customer_category_sale_report
from . import report_pos_order
