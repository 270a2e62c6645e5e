// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/way.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace symbolon::ui {

class Button;
class PlainLabel;

// Which tenant, and as which app registration: what somebody needs who has none yet, with the commands that make one, and
// the two fields. Microsoft's own public clients are there for those who know what that means.
class RegistrationPane final : public QWidget
{
    Q_OBJECT

public:
    RegistrationPane(const Appearance &appearance, const ClipboardWriter &clipboard, QWidget *parent = nullptr);

    // What is chosen now, without a signal.
    void setChoice(const QString &tenant, const QString &clientId);
    [[nodiscard]] QString tenant() const;
    [[nodiscard]] QString clientId() const;

    // The commands that create the registration; also in the README.
    [[nodiscard]] static QString commands();

Q_SIGNALS:
    void edited();

private:
    [[nodiscard]] QWidget *buildSteps(const Appearance &appearance, const ClipboardWriter &clipboard);
    [[nodiscard]] QWidget *buildAdvanced(const Appearance &appearance);
    void chooseClient(int index);

    QLineEdit *m_tenant;
    QLineEdit *m_client;
    QComboBox *m_known = nullptr;
    PlainLabel *m_meaning = nullptr;
};

} // namespace symbolon::ui
