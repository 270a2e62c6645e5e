// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_editor.h"
#include "ui/editor/form_field.h"

namespace symbolon::test {

// The field of the form that is shown now.
inline ui::FormField *field(ui::CredentialEditor &editor, const QString &key)
{
    const QList<ui::FormField *> all = editor.findChildren<ui::FormField *>();
    for (ui::FormField *one : all) {
        if (one->key() == key && one->isVisibleTo(&editor))
            return one;
    }
    return nullptr;
}

inline trust::IdentityKey keyOf(workspace::Workspace &workspace, const QString &name)
{
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (row.identity.displayName == name)
            return row.key();
    }
    return {};
}

} // namespace symbolon::test
