from django.db import models
from django.utils.translation import gettext_lazy as _


class Ask(models.Model):  # noqa: DJ008
    """No table: what the permission to ask the pool hangs on."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [("use_ask", _("Can ask the pool"))]
        verbose_name = _("ask")


USE_ASK = "sales.use_ask"
