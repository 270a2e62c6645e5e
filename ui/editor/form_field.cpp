// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/form_field.h"

#include "ui/editor/expression_edit.h"
#include "ui/editor/expression_field.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int pauseMs = 700; // a pause in typing after which a value may be judged
// What still fits side by side where the window is narrow.
constexpr int mostSegments = 4;
constexpr int widestSegments = 30; // characters

// Whether it could be meant for one field: no file, no token and no text that says more than one thing.
bool isValue(const QMimeData &dragged)
{
    const QString text = dragged.text();
    return !dragged.hasUrls() && text.size() <= trust::limits::fieldLength && !text.contains(u'\n')
        && !text.contains(u'{');
}

} // namespace

FormField::FormField(const Appearance &appearance, const QString &key, const QString &label, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_key(key)
    , m_edit(new QLineEdit(this))
{
    m_edit->setAccessibleName(label);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        onTyped();
        showCount();
        Q_EMIT edited(text);
    });
    build(m_edit, label);
}

FormField::FormField(const Appearance &appearance, const QString &key, const QString &label,
                     ExpressionField *expression, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_key(key)
    , m_expression(expression)
{
    connect(expression, &ExpressionField::edited, this, [this](const QString &value) {
        onTyped();
        Q_EMIT edited(value);
    });
    connect(expression->edit(), &ExpressionEdit::left, this, [this] {
        if (m_typed)
            settle();
    });
    build(expression, label);
}

FormField::FormField(const Appearance &appearance, const QString &key, const QString &label, const QStringList &options,
                     QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_key(key)
    , m_options(options)
{
    if (options.size() <= mostSegments && options.join(QString()).size() <= widestSegments)
        buildChoice(label);
    else
        buildList(label);
}

void FormField::buildChoice(const QString &label)
{
    m_choice = new SegmentedControl(m_appearance, label, this);
    m_choice->setSegments(m_options);
    connect(m_choice, &SegmentedControl::currentChanged, this, [this](int index) {
        m_settled = true;
        Q_EMIT edited(m_options.value(index));
    });
    build(m_choice, label);
}

void FormField::buildList(const QString &label)
{
    m_list = new QComboBox(this);
    m_list->setAccessibleName(label);
    m_list->addItems(m_options);
    m_list->setMaxVisibleItems(static_cast<int>(m_options.size()));
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setMinimumContentsLength(8);
    m_list->setFocusPolicy(Qt::StrongFocus);
    m_list->installEventFilter(this);
    connect(m_list, &QComboBox::activated, this, [this](int index) {
        m_settled = true;
        Q_EMIT edited(m_options.value(index));
    });
    build(m_list, label);
}

// A value may be judged when the typing has paused.
void FormField::onTyped()
{
    m_typed = true;
    m_pause.start();
}

QString FormField::value() const
{
    if (m_edit)
        return m_edit->text();
    if (m_expression)
        return m_expression->value();
    return m_options.value(m_list ? m_list->currentIndex() : m_choice->currentIndex());
}

void FormField::setValue(const QString &value)
{
    if (m_edit) {
        if (m_edit->text() != value) {
            m_edit->setText(value);
            if (m_edit->isReadOnly())
                m_edit->setCursorPosition(0); // derived values are read from their beginning
        }
        showCount();
        return;
    }
    if (m_expression) {
        m_expression->setValue(value);
        return;
    }
    const auto index = static_cast<int>(m_options.indexOf(value));
    if (m_list) {
        m_list->setCurrentIndex(index);
        return;
    }
    const QSignalBlocker quiet(m_choice);
    m_choice->setCurrentIndex(index);
}

void FormField::setHelp(const QString &help)
{
    m_help = help;
    showWords();
}

void FormField::setPlaceholder(const QString &placeholder)
{
    if (m_edit)
        m_edit->setPlaceholderText(placeholder);
    if (m_expression)
        m_expression->edit()->setExample(placeholder);
}

void FormField::setReadOnly(bool readOnly)
{
    if (m_edit)
        m_edit->setReadOnly(readOnly);
}

void FormField::setMono(bool mono)
{
    if (m_edit)
        m_edit->setFont(m_appearance.theme().font(mono ? TextStyle::Mono : TextStyle::Body));
}

void FormField::setLimit(int characters)
{
    m_limit = characters;
    showCount();
}

void FormField::setRemarks(const QList<PlacedRemark> &remarks)
{
    m_remark = remarks.isEmpty() ? std::nullopt : std::optional<PlacedRemark>(remarks.constFirst());
    if (m_expression)
        m_expression->setRemarks(remarks);
    showWords();
}

void FormField::settle()
{
    m_pause.stop();
    m_settled = true;
    if (m_expression)
        m_expression->settle();
    showWords();
}

QWidget *FormField::input() const
{
    if (m_edit)
        return m_edit;
    if (m_expression)
        return m_expression->edit();
    return m_list ? static_cast<QWidget *>(m_list) : m_choice;
}

bool FormField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::FocusOut && m_typed)
        settle();
    if (watched == m_edit && event->type() == QEvent::DragEnter
        && !isValue(*static_cast<const QDragEnterEvent *>(event)->mimeData())) {
        event->ignore(); // the form takes it
        return true;
    }
    // A wheel that scrolls the form must not choose anything on its way.
    if (watched == m_list && event->type() == QEvent::Wheel && !m_list->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FormField::build(QWidget *input, const QString &label)
{
    const Theme &theme = m_appearance.theme();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &FormField::settle);
    m_label = new PlainLabel(m_appearance, TextStyle::Body, Ink::Text2, this);
    m_label->setValue(label);
    m_label->setElide(Qt::ElideRight);
    // An eliding label ignores its own width, and a box layout then forgets the fixed one too.
    m_label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_label->setFixedSize(theme.px(formLabelWidth), theme.px(metrics::control));
    m_label->setBuddy(input);
    m_words = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, this);
    m_words->setWordWrap(true);
    m_fix = new Button(m_appearance, QString(), ButtonRole::Link, Glyph::None, this);
    m_fix->setVisible(false);
    m_count = new PlainLabel(m_appearance, TextStyle::Caption, Ink::Text3, this);
    m_count->setVisible(false);
    connect(m_fix, &QPushButton::clicked, this, [this] {
        if (!m_remark || m_remark->fix.isEmpty() || !m_edit)
            return;
        const QString fix = m_remark->fix;
        m_edit->setText(fix);
        showCount();
        Q_EMIT edited(fix);
    });

    auto *below = new QHBoxLayout;
    below->setSpacing(metrics::space2);
    below->addWidget(m_words, 1);
    below->addWidget(m_fix, 0, Qt::AlignTop);
    below->addWidget(m_count, 0, Qt::AlignTop);
    auto *field = new QHBoxLayout;
    field->addWidget(input, m_choice ? 0 : 1);
    if (m_choice)
        field->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(metrics::space1);
    words->addLayout(field);
    words->addLayout(below);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space4);
    row->addWidget(m_label, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    showWords();
}

void FormField::showWords()
{
    const bool told = m_settled && m_remark.has_value() && !m_expression;
    const bool error = told && m_remark->level == trust::RemarkLevel::Error;
    m_words->setValue(told ? m_remark->text : m_help);
    m_words->setInk(!told ? Ink::Text2 : error ? Ink::Critical : Ink::Medium);
    m_words->setVisible(!m_words->value().isEmpty());
    m_fix->setVisible(told && !m_remark->fix.isEmpty());
    m_fix->setText(told ? tr("Use %1").arg(m_remark->fix.size() <= 40 ? m_remark->fix : tr("the corrected value"))
                        : QString());
    if (m_edit) {
        setFieldLevel(m_edit, !told ? Level::None : error ? Level::Critical : Level::Medium);
        m_edit->setAccessibleDescription(m_words->value());
    }
}

void FormField::showCount()
{
    m_count->setVisible(m_limit > 0 && m_edit && !m_edit->text().isEmpty());
    if (m_limit > 0 && m_edit)
        m_count->setValue(QStringLiteral("%1/%2").arg(m_edit->text().size()).arg(m_limit));
}

} // namespace symbolon::ui
