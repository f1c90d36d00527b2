"""Pictures: where they are cropped, why they may be shown, what their file says, and what was made of it."""

import django.core.validators
import films.models.image
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('films', '0008_suggestions'),
    ]

    operations = [
        migrations.AddField(
            model_name='image',
            name='content_credentials',
            field=models.BooleanField(default=False, editable=False, help_text='The original carries a signed note of its making (C2PA); the smaller pictures made of it do not.', verbose_name='Content Credentials in the original'),
        ),
        migrations.AddField(
            model_name='image',
            name='derivatives',
            field=models.JSONField(blank=True, default=dict, editable=False, help_text='For each use the sizes made, with the name of the file in each format.', serialize=False, verbose_name='derivatives'),
        ),
        migrations.AddField(
            model_name='image',
            name='focus_x',
            field=models.PositiveSmallIntegerField(default=50, help_text='In percent. Around this point the picture is cropped to the upright shape of a plate.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point, from the left'),
        ),
        migrations.AddField(
            model_name='image',
            name='focus_y',
            field=models.PositiveSmallIntegerField(default=50, help_text='In percent.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point, from the top'),
        ),
        migrations.AddField(
            model_name='image',
            name='permission_en',
            field=models.CharField(blank=True, default='', help_text='By whose permission, or under which exception, a picture in copyright is shown. Without it in both languages such a picture is kept and not shown.', max_length=300, verbose_name='permission'),
        ),
        migrations.AddField(
            model_name='image',
            name='permission_zh_hans',
            field=models.CharField(blank=True, default='', help_text='By whose permission, or under which exception, a picture in copyright is shown. Without it in both languages such a picture is kept and not shown.', max_length=300, verbose_name='permission'),
        ),
        migrations.AddField(
            model_name='image',
            name='sha256',
            field=models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='SHA-256 of the original'),
        ),
        migrations.AlterField(
            model_name='image',
            name='credit',
            field=models.CharField(max_length=300, verbose_name='credit line'),
        ),
        migrations.AlterField(
            model_name='image',
            name='file',
            field=models.FileField(max_length=200, storage=films.models.image.originals, upload_to=films.models.image.original_name, validators=[films.models.image.validate_picture], verbose_name='file'),
        ),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(('credit', ''), _negated=True), name='image_has_credit', violation_error_message='Say whom to credit for the picture.'),
        ),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('alt_en', ''), _negated=True), models.Q(('alt_zh_hans', ''), _negated=True)), name='image_has_alt_text', violation_error_message='Say in both languages what the picture shows.'),
        ),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(('focus_x__gte', 0), ('focus_x__lte', 100), ('focus_y__gte', 0), ('focus_y__lte', 100)), name='image_focus_within', violation_error_message='The focal point lies within the picture: 0 to 100 percent.'),
        ),
    ]
