// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/way.h"
#include "ui/shell/context.h"

#include <QWidget>

namespace symbolon::ui {

class Banner;
class Button;
class DevicePromptPanel;
class PlainLabel;
class RegistrationPane;

// What stands in the window while nobody is signed in: sign in, another way to, and as which app registration. Opens by
// itself at the registration where there is none yet.
class SignInPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPage(Context &context, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QWidget *buildColumn();
    [[nodiscard]] QWidget *buildWays(QWidget *parent);
    void showSession();
    void showError();
    void signIn(auth::Way way);
    void helpWithError();
    void openRegistration(bool open);

    Context &m_context;
    QWidget *m_mark = nullptr;
    PlainLabel *m_sentence = nullptr;
    Button *m_signIn = nullptr;
    Button *m_cancel = nullptr;
    QWidget *m_ways = nullptr;
    Button *m_toggle = nullptr;
    DevicePromptPanel *m_device = nullptr;
    RegistrationPane *m_registration = nullptr;
    Banner *m_error = nullptr;
    auth::Way m_firstWay; // as the program was started
};

} // namespace symbolon::ui
