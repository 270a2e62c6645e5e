// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"
#include "ui/widgets/plane.h"

class QLineEdit;
class QVBoxLayout;

namespace symbolon::ui {

class PlainLabel;
class StagedChanges;

// What travels with the set, and how it is carried out: below the list of its operations.
class SetWords final : public Plane
{
    Q_OBJECT

public:
    // Both outlive it.
    SetWords(Context &context, StagedChanges &staged, QWidget *parent = nullptr);

private:
    QLineEdit *addField(QVBoxLayout *column, const QString &name, const QString &placeholder);
    void showWords();
    void showGaps();

    const Appearance &m_appearance;
    StagedChanges &m_staged;
    PlainLabel *m_gaps;
    QLineEdit *m_ticket;
    QLineEdit *m_reason;
};

} // namespace symbolon::ui
