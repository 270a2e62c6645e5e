// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QWidget>

namespace symbolon::ui {

class FlowView;
class PlainLabel;

// The sign-in with one credential, over the whole page.
class FlowPage final : public QWidget
{
    Q_OBJECT

public:
    explicit FlowPage(Context &context, QWidget *parent = nullptr);

    void setCredential(const workspace::CredentialKey &key);
    [[nodiscard]] const workspace::CredentialKey &credential() const { return m_key; }
    [[nodiscard]] FlowView *view() const { return m_view; }

Q_SIGNALS:
    void closed();
    void said(const QString &sentence);

private:
    void refresh();

    Context &m_context;
    workspace::CredentialKey m_key;
    PlainLabel *m_path;
    FlowView *m_view;
};

} // namespace symbolon::ui
