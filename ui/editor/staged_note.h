// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"
#include "ui/shell/context.h"

#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

class Banner;
class Panel;

// Says over a form that it shows what is staged and not written, and what the service holds meanwhile, field by field.
class StagedNote final : public QWidget
{
    Q_OBJECT

public:
    explicit StagedNote(const Context &context, QWidget *parent = nullptr);

    // What is staged.
    void setOperation(const trust::Operation &operation);
    void showComparison(bool shown);

Q_SIGNALS:
    void discardAsked();

private:
    const Context &m_context;
    trust::Operation m_operation;
    Banner *m_banner;
    Panel *m_panel;
    QVBoxLayout *m_fields;
};

} // namespace symbolon::ui
