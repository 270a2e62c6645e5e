// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// The title of a page with a quieter line on the same baseline: "Identities", "14 with federated credentials, of 61".
// The quiet line is elided first.
class PageTitle final : public QWidget
{
    Q_OBJECT

public:
    PageTitle(const Appearance &appearance, const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();

    const Appearance &m_appearance;
    QString m_title;
    QString m_subtitle;
};

} // namespace symbolon::ui
