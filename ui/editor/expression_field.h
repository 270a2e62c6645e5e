// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_form.h"
#include "ui/theme/appearance.h"

#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

class ExpressionEdit;

// An expression to be typed, and below it everything there is to say of it, each with the one way out where there is
// one. Nothing is called wrong before the person has left it or paused; what only informs is told at once.
class ExpressionField final : public QWidget
{
    Q_OBJECT

public:
    // `name` for assistive technology.
    ExpressionField(const Appearance &appearance, const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] ExpressionEdit *edit() const { return m_edit; }
    [[nodiscard]] QString value() const;
    // Without a signal.
    void setValue(const QString &value);
    void setIssuer(const QString &issuer);
    void setRemarks(const QList<PlacedRemark> &remarks);
    // Shows what is wrong from now on.
    void settle();

Q_SIGNALS:
    void edited(const QString &value);

private:
    void showRemarks();
    void addRemark(const PlacedRemark &remark);

    const Appearance &m_appearance;
    ExpressionEdit *m_edit;
    QVBoxLayout *m_rows;
    QList<PlacedRemark> m_remarks;
    QString m_issuer;
    QStringList m_told; // what the rows say now
    bool m_settled = false;
};

} // namespace symbolon::ui
