// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QWidget>

namespace symbolon::ui {

class Banner;
class Button;
class PlainLabel;

// What stands in the window while nobody is signed in.
class SignInPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPage(Context &context, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showSession();

    Context &m_context;
    QWidget *m_mark;
    PlainLabel *m_sentence;
    Button *m_signIn;
    Button *m_cancel;
    Banner *m_error;
};

} // namespace symbolon::ui
