// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/scroll_column.h"
#include "ui/shell/context.h"

namespace symbolon::ui {

// Verdicts as cards: findings first, then, apart from them, what could not be judged. Passed and inapplicable rules are
// counted in one line.
class VerdictList final : public ScrollColumn
{
    Q_OBJECT

public:
    explicit VerdictList(const Context &context, QWidget *parent = nullptr);

    void setVerdicts(const QList<risk::Verdict> &verdicts);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fill(const QList<risk::Verdict> &verdicts);

    const Context &m_context;
    QList<risk::Verdict> m_verdicts;
    bool m_filled = false;
};

} // namespace symbolon::ui
