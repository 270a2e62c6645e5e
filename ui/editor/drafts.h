// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_form.h"

#include <QByteArray>
#include <QHash>

#include <functional>

namespace symbolon::ui {

// What was typed and not yet written, by identity and credential (an empty name: a new one), so that a failed write, a
// look at another page or a closed editor never loses it. Whoever is told of changes can keep document() and give it back
// to take().
class Drafts final
{
public:
    void keep(const workspace::CredentialKey &key, const CredentialDraft &draft);
    void drop(const workspace::CredentialKey &key);
    [[nodiscard]] std::optional<CredentialDraft> find(const workspace::CredentialKey &key) const;
    void clear();
    [[nodiscard]] qsizetype count() const { return m_drafts.size(); }

    void whenChanged(std::function<void()> tell) { m_tell = std::move(tell); }
    // JSON; empty: there is no draft.
    [[nodiscard]] QByteArray document() const;
    // Adds those of a document that are not there; how many. What cannot be read is left out.
    int take(const QByteArray &document);

private:
    void tell() const;

    QHash<workspace::CredentialKey, CredentialDraft> m_drafts;
    std::function<void()> m_tell;
};

} // namespace symbolon::ui
