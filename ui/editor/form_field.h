// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue.h"
#include "ui/editor/credential_form.h"
#include "ui/theme/appearance.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;

namespace symbolon::ui {

class Button;
class ExpressionField;
class PlainLabel;
class SegmentedControl;

// One line of the form: a label, a field or a choice, and below it the help or what is wrong. Nothing is called wrong
// before the person has left the field or paused.
class FormField final : public QWidget
{
    Q_OBJECT

public:
    // A field of text. `key` names it for remarks.
    FormField(const Appearance &appearance, const QString &key, const QString &label, QWidget *parent = nullptr);
    // One of several: side by side where they are few and short, else a list that opens.
    FormField(const Appearance &appearance, const QString &key, const QString &label, const QStringList &options,
              QWidget *parent = nullptr);
    // A claims expression, which says itself what is wrong with it.
    FormField(const Appearance &appearance, const QString &key, const QString &label, ExpressionField *expression,
              QWidget *parent = nullptr);

    [[nodiscard]] QString key() const { return m_key; }
    [[nodiscard]] QString value() const;
    // Without a signal.
    void setValue(const QString &value);
    void setHelp(const QString &help);
    void setPlaceholder(const QString &placeholder);
    void setReadOnly(bool readOnly);
    void setMono(bool mono);
    // A count "41/600" inside the field; 0: none.
    void setLimit(int characters);

    // What is to be said of the value, the gravest first. Shown once the field is settled; a line of text or a choice
    // shows the first.
    void setRemarks(const QList<PlacedRemark> &remarks);
    [[nodiscard]] bool hasRemark() const { return m_remark.has_value(); }
    // Shows remarks from now on, typed in or not.
    void settle();
    [[nodiscard]] bool isSettled() const { return m_settled; }
    [[nodiscard]] QWidget *input() const;
    [[nodiscard]] ExpressionField *expression() const { return m_expression; }

Q_SIGNALS:
    void edited(const QString &value);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildChoice(const QString &label);
    void buildList(const QString &label);
    void build(QWidget *input, const QString &label);
    void onTyped();
    void showWords();
    void showCount();

    const Appearance &m_appearance;
    QString m_key;
    QLineEdit *m_edit = nullptr;
    SegmentedControl *m_choice = nullptr;
    QComboBox *m_list = nullptr;
    ExpressionField *m_expression = nullptr;
    QStringList m_options;
    PlainLabel *m_label = nullptr;
    PlainLabel *m_words = nullptr;
    PlainLabel *m_count = nullptr;
    Button *m_fix = nullptr;
    QTimer m_pause;
    QString m_help;
    std::optional<PlacedRemark> m_remark;
    int m_limit = 0;
    bool m_settled = false;
    bool m_typed = false;
};

// The width of the label's column, in pixels at text scale 1.
inline constexpr int formLabelWidth = 128;

} // namespace symbolon::ui
