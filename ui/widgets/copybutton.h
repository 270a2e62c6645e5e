// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"

#include <QTimer>
#include <QToolButton>

namespace symbolon::ui {

// Copies one value, exactly as it is, and says so: a tick for a moment, and an announcement.
class CopyButton final : public QToolButton
{
    Q_OBJECT

public:
    // `what` completes "Copy …": "client ID".
    CopyButton(const Appearance &appearance, ClipboardWriter clipboard, const QString &what, QWidget *parent = nullptr);

    void setValue(const QString &value);
    [[nodiscard]] QString value() const { return m_value; }

Q_SIGNALS:
    void copied(const QString &value);

private:
    void copy();
    void rest();

    const Appearance &m_appearance;
    ClipboardWriter m_clipboard;
    QString m_name;
    QString m_value;
    QTimer m_rest;
};

} // namespace symbolon::ui
