// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/history.h"
#include "ui/shell/context.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace symbolon::ui {

// What became of one identity's credentials, from one reading to the next, as far as this computer has kept it: those that
// were added, changed and removed, the newest first. Looked up when it can be seen.
class HistorySection final : public QWidget
{
    Q_OBJECT

public:
    explicit HistorySection(Context &context, QWidget *parent = nullptr);

    void setIdentity(const trust::IdentityKey &key);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void ask();
    void fill(const std::optional<store::IdentityHistory> &history);
    void addChange(QVBoxLayout *layout, const store::CredentialChange &change);
    [[nodiscard]] QVBoxLayout *restart();

    Context &m_context;
    trust::IdentityKey m_key;
    std::optional<store::IdentityHistory> m_shown;
    bool m_asked = false;
    bool m_filled = false;
};

} // namespace symbolon::ui
