// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/interaction.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"
#include "ui/widgets/panel.h"

#include <functional>

namespace symbolon::ui {

class Button;
class CopyButton;
class PlainLabel;

// The code of a sign-in on another device, large enough to be read across a desk: copy it, open the page.
class DevicePromptPanel final : public QWidget
{
    Q_OBJECT

public:
    DevicePromptPanel(const Appearance &appearance, const ClipboardWriter &clipboard, QWidget *parent = nullptr);

    void setPrompt(const auth::DevicePrompt &prompt);

Q_SIGNALS:
    void openAsked(const QUrl &address);

private:
    PlainLabel *m_code;
    CopyButton *m_copy;
    PlainLabel *m_address;
    CopyButton *m_copyAddress;
    PlainLabel *m_end;
    QUrl m_url;
};

} // namespace symbolon::ui
