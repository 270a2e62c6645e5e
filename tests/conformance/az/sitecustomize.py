# SPDX-License-Identifier: Apache-2.0
# Azure CLI 2.45 always asks login.microsoftonline.com which authorities there are, and has no switch against it (later
# versions have core.instance_discovery). Python runs this file at its start when its folder is in PYTHONPATH.
from msal import application

_init = application.ClientApplication.__init__


def _init_offline(self, *args, **kwargs):
    kwargs.setdefault("instance_discovery", False)
    _init(self, *args, **kwargs)


application.ClientApplication.__init__ = _init_offline
