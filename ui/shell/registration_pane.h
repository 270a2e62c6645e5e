// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"
#include "workspace/sign_in_settings.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QVBoxLayout;

namespace symbolon::ui {

class Button;
class FormField;
class PlainLabel;

// Which cloud and tenant, and as which app registration: what somebody needs who has none yet, with the commands that make
// one, and the fields. For those who know what they mean: Microsoft's own public clients, and what permissions are asked
// for. What is wrong is said below its field.
class RegistrationPane final : public QWidget
{
    Q_OBJECT

public:
    // Asks for a cloud file; calls back with its path, or with an empty one.
    using AskFile = std::function<void(std::function<void(const QString &path)> chosen)>;

    // `cloudIsFixed`: why another cloud cannot be chosen, translated; empty: it can. Without `askFile` a path is typed.
    RegistrationPane(const Appearance &appearance, const ClipboardWriter &clipboard, const QString &cloudIsFixed,
                     AskFile askFile, QWidget *parent = nullptr);

    // What is chosen now, without a signal.
    void setSettings(const workspace::SignInSettings &settings);
    [[nodiscard]] workspace::SignInSettings settings() const;
    // Whether everything can be used. What cannot is said from now on, and the first of it has the focus.
    [[nodiscard]] bool check();

    // The commands that create the registration; also in the README.
    [[nodiscard]] static QString commands();

Q_SIGNALS:
    void edited();

private:
    [[nodiscard]] QWidget *buildSteps(const ClipboardWriter &clipboard);
    [[nodiscard]] QWidget *buildCloud(const QString &whyFixed, AskFile askFile);
    [[nodiscard]] QWidget *buildKnownClients();
    [[nodiscard]] QWidget *buildScopes();
    [[nodiscard]] FormField *addField(QVBoxLayout *layout, const QString &name, const QString &label,
                                      const QString &hint);
    void chooseCloud();
    void forgetTheLast();
    [[nodiscard]] bool isFile() const;
    void chooseClient(int index);
    void judge();
    [[nodiscard]] QString chosenCloud() const;

    const Appearance &m_appearance;
    QComboBox *m_cloud = nullptr;
    QWidget *m_fileRow = nullptr;
    FormField *m_file = nullptr;
    FormField *m_tenant = nullptr;
    FormField *m_client = nullptr;
    QComboBox *m_known = nullptr;
    PlainLabel *m_meaning = nullptr;
    Button *m_scopesToggle = nullptr;
    QWidget *m_scopes = nullptr;
    FormField *m_browse = nullptr;
    FormField *m_assess = nullptr;
    FormField *m_edit = nullptr;
};

} // namespace symbolon::ui
