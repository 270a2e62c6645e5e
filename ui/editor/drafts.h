// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_form.h"

#include <QHash>

namespace symbolon::ui {

// What was typed and not yet written, by identity and credential (an empty name: a new one). Kept in memory for the
// life of the window, so that a failed write, a look at another page or a closed editor never loses it.
class Drafts final
{
public:
    void keep(const workspace::CredentialKey &key, const CredentialDraft &draft) { m_drafts.insert(key, draft); }
    void drop(const workspace::CredentialKey &key) { m_drafts.remove(key); }
    [[nodiscard]] std::optional<CredentialDraft> find(const workspace::CredentialKey &key) const
    {
        const auto found = m_drafts.constFind(key);
        return found == m_drafts.cend() ? std::nullopt : std::optional<CredentialDraft>(*found);
    }
    void clear() { m_drafts.clear(); }
    [[nodiscard]] qsizetype count() const { return m_drafts.size(); }

private:
    QHash<workspace::CredentialKey, CredentialDraft> m_drafts;
};

} // namespace symbolon::ui
