// SPDX-License-Identifier: Apache-2.0
#include "auth/interaction.h"

namespace symbolon::auth {

Interaction::Interaction(QObject *parent)
    : QObject(parent)
{
}

Interaction::~Interaction() = default;

} // namespace symbolon::auth
