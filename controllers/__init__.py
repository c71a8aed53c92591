from . import join
from . import portal
from . import signup
from . import unsubscribe
